/** `npm run generate [-- --check]`: see main.ts. */
const path = require('node:path');
require('../typescript.js');
const { main } = require(path.join(__dirname, 'main.ts'));

process.exitCode = main(process.argv.slice(2), {
	root: path.join(__dirname, '..', '..'),
	print: (/** @type {string} */ line) => console.log(line),
});
