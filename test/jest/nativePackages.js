/**
 * Jest’s transformer for large packages: instead of running their files in its own registry of modules, anew for each test
 * file, it hands out what Node’s own `require` has loaded, once a worker. Loading n8n’s engine takes a second or two.
 * What such packages import of each other is no affair of Jest’s: `jest.mock` reaches the project’s own modules alone.
 */
module.exports = {
	/** The file’s name is all that counts. */
	getCacheKey: (_source, file) => `native 1 ${file}`,

	process: (_source, file) => ({
		code: `module.exports = globalThis[Symbol.for('n8n-nodes-bitrix24-mail: require')](${JSON.stringify(file)});`,
	}),
};
