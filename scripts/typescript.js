/**
 * Lets Node load TypeScript: after `require('./typescript.js')`, `require` and `import` of CommonJS take `.ts` files, too. They are
 * translated one by one and not type-checked (`npm run typecheck` does that), which starts four times as fast as a build. Node's own
 * way of leaving types out needs Node 22.18.
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

const { config } = ts.readConfigFile(path.join(__dirname, '..', 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, path.join(__dirname, '..'));

// So that stack traces name lines of the source.
process.setSourceMapsEnabled(true);

require.extensions['.ts'] = (module, fileName) => {
	const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), {
		fileName,
		compilerOptions: { ...options, inlineSourceMap: true },
	});
	/** @type {any} */ (module)._compile(outputText, fileName);
};
