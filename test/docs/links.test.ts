import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { leadsSomewhere, pagesIn, readPage, ROOT, targetsOf, type Page } from './markdown';
import { textsOfNotes } from './texts';

// docs.test.ts looks at the links within the pages for users; here are those of all other pages, and those to the web.

const below = (folder: string, extension: string): string[] =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(extension) && !name.includes('node_modules'))
		.map((name) => `${folder}/${name.split(path.sep).join('/')}`);

const OTHER_PAGES = [readPage('CHANGELOG.md'), ...below('sandbox', '.md').map(readPage)];

it.each(OTHER_PAGES.map((page): [string, Page] => [page.name, page]))(
	'%s links to what is there',
	(_name, page) => {
		expect(targetsOf(page).filter((target) => !leadsSomewhere(page, target))).toEqual([]);
	},
);

/** All that people get to read, and all through which n8n and npm lead them here. */
const WITH_LINKS = [
	...OTHER_PAGES,
	...pagesIn('docs'),
	...[
		...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'package.json'],
		...below('.github/ISSUE_TEMPLATE', '.yml'),
		...below('nodes', '.node.json'),
		...below('credentials', '.ts').filter((name) => name.endsWith('.credentials.ts')),
	].map(readPage),
	...textsOfNotes().map(({ where, text }) => ({ name: where, text })),
];

const LINKS = WITH_LINKS.flatMap(({ name, text }) =>
	// In code, an address is an example.
	[...withoutCode(name, text).matchAll(/https?:\/\/\w[^\s"'`<>)\]\\]*/g)].map(([url]) => ({ name, url })),
);

function withoutCode(name: string, text: string): string {
	return name.endsWith('.md') ? text.replace(/^```.*?^```/gms, '').replace(/`[^`]*`/g, '') : text;
}

const { homepage } = JSON.parse(readPage('package.json').text) as { homepage: string };

/** The project’s own address. Nothing here can tell whether it answers: it has to be tried by hand before a release. */
const OWN = homepage.replace('#readme', '');

/** Pages that GitHub makes of the repository, which nobody can follow from here, and what has to be there for them. */
const NOT_FOLLOWABLE: ReadonlyArray<readonly [address: RegExp, file: string]> = [
	[/^(\.git)?(#readme)?$/, 'README.md'],
	[/^\/issues$/, '.github/ISSUE_TEMPLATE/config.yml'],
	[/^\/security\/advisories\/new$/, 'SECURITY.md'],
	[/^\/(compare|releases\/tag)\/v[\w.]+(\.\.\.HEAD)?$/, 'CHANGELOG.md'],
	[/^\/actions\/workflows\/ci\.yml(\/badge\.svg)?$/, '.github/workflows/ci.yml'],
];

describe('Links to the project’s own address', () => {
	const own = LINKS.filter(({ url }) => url.startsWith(OWN)).map(({ name, url }) => [
		name,
		url.slice(OWN.length).replace(/[.,;]$/, ''),
	]);

	it('are found', () => expect(own.length).toBeGreaterThan(10));

	it.each(own)('%s: %s names what is there', (_name, rest) => {
		const [, target] = /^\/blob\/main\/(.+)$/.exec(rest!) ?? [];
		const [, file = ''] = NOT_FOLLOWABLE.find(([address]) => address.test(rest!)) ?? [];
		const isThere =
			target === undefined
				? file !== '' && existsSync(path.join(ROOT, file))
				: leadsSomewhere({ name: 'README.md', text: '' }, target);
		expect([rest, isThere]).toEqual([rest, true]);
	});
});

/** Where other links lead. A new one has to be opened by a person first. */
const KNOWN_HOSTS = [
	// Of the vendor: its help, its documentation of the API, its OAuth server.
	'apidocs.bitrix24.com',
	'dev.1c-bitrix.ru',
	'helpdesk.bitrix24.com',
	'oauth.bitrix24.tech',
	'www.bitrix24.com',
	// Of n8n, npm and conventions.
	'docs.n8n.io',
	'img.shields.io',
	'keepachangelog.com',
	'n8n.io',
	'nodejs.org',
	'semver.org',
	'www.npmjs.com',
	// Examples.
	'company.bitrix24.com',
	'mail.example.com',
];

it('All other links lead to hosts that are known, by HTTPS', () => {
	const others = LINKS.filter(({ url }) => !url.startsWith(OWN) && URL.canParse(url));
	const unknown = others.filter(({ url }) => {
		const { protocol, host } = new URL(url);
		return protocol !== 'https:' || !KNOWN_HOSTS.includes(host);
	});
	expect(others.length).toBeGreaterThan(15);
	expect(unknown).toEqual([]);
});
