/** What the published package may hold, and how large it may be. Everything else has to be allowed here first. */

/** In the package, whatever else is. */
const ALWAYS = ['LICENSE', 'README.md', 'package.json'];

/** Paths in the package, with what they are. A name may not have a second dot unless it says so: no `.test.js`, no `.d.ts`. */
const ALLOWED = [
	{ what: 'a credential', path: /^dist\/credentials\/\w+\.credentials\.js$/ },
	{ what: 'what credentials are made of', path: /^dist\/credentials\/shared\/\w+\.js$/ },
	{ what: 'the node', path: /^dist\/nodes\/\w+\/\w+\.node\.js$/ },
	{ what: 'where n8n’s node panel lists it', path: /^dist\/nodes\/\w+\/\w+\.node\.json$/ },
	{ what: 'what the node is made of', path: /^dist\/nodes\/\w+\/(\w+\/)*\w+\.js$/ },
	{
		what: 'the fields of an output',
		path: /^dist\/nodes\/\w+\/__schema__\/v\d+\.\d+\.\d+\/(\w+\/)?\w+\.json$/,
	},
	{ what: 'an icon', path: /^dist\/icons\/\w+(\.dark)?\.svg$/ },
];

/** Of the tarball, in bytes. */
const LARGEST = 200 * 1024;

module.exports = { ALWAYS, ALLOWED, LARGEST };
