import { createRequire } from 'node:module';
import { packageName } from '../../sandbox/n8n/names.mjs';
import { playground } from '../../sandbox/n8n/paths.mjs';

/** The WebSocket client that n8n itself has: Node.js 20 has none. */
const { WebSocket } = createRequire(`${playground}package.json`)('ws');

/**
 * Looks into a running n8n through Node.js' inspector (the Chrome DevTools Protocol).
 * @param {string} url ws://…, as the process prints it when it starts with --inspect
 */
export async function inspect(url) {
	const { call, close } = await connect(url);

	/** @param {string} expression @param {object} [options] */
	const evaluate = async (expression, options) =>
		resultOf(await call('Runtime.evaluate', { expression, ...options }));
	/** @param {string} objectId the `this` of the function @param {string} functionDeclaration its source */
	const ask = async (objectId, functionDeclaration) =>
		resultOf(await call('Runtime.callFunctionOn', { objectId, functionDeclaration, returnByValue: true }))
			.value;
	/** @param {string} objectId */
	const properties = async (objectId) =>
		(await call('Runtime.getProperties', { objectId, ownProperties: true })).result.filter(
			({ value }) => value?.objectId,
		);
	/** What only the engine knows of an object. @param {string} objectId @param {string} name @returns {Promise<string>} an object’s ID */
	const internal = async (objectId, name) => {
		const { internalProperties = [] } = await call('Runtime.getProperties', {
			objectId,
			ownProperties: true,
		});
		const found = internalProperties.find((property) => property.name === name);
		if (!found) throw new Error(`Inspector: there is no ${name}`);
		return found.value.objectId;
	};

	/** @param {string} functionId @param {string} variable @returns {Promise<string>} an object’s ID */
	const variableOf = async (functionId, variable) => {
		// Lists and scopes that exist in the inspector only: nothing but their properties can be had.
		for (const scope of await properties(await internal(functionId, '[[Scopes]]'))) {
			const found = (await properties(scope.value.objectId)).find(({ name }) => name === variable);
			if (found) return found.value.objectId;
		}
		throw new Error(`Inspector: there is no variable ${variable}`);
	};
	/** @param {string} weakMap its ID @returns {Promise<number>} how many entries it has, garbage left out */
	const sizeOf = async (weakMap) => {
		await call('HeapProfiler.collectGarbage');
		const entries = await internal(weakMap, '[[Entries]]');
		const size = await ask(entries, 'function () { return this.length; }');
		await call('Runtime.releaseObject', { objectId: entries });
		return size;
	};

	return {
		/**
		 * Memory in bytes, when all garbage is collected.
		 * @returns {Promise<{ heap: number, rss: number }>}
		 */
		async memory() {
			// What finalizers let go is garbage only afterwards.
			for (let time = 0; time < 2; time++) await call('HeapProfiler.collectGarbage');
			const { usedSize } = await call('Runtime.getHeapUsage');
			const { value: rss } = await evaluate('process.memoryUsage().rss', { returnByValue: true });
			return { heap: usedSize, rss };
		},

		/**
		 * Finds a variable of one of the node's modules, when n8n has loaded it.
		 * @param {string} file below dist/nodes/Bitrix24Mail, without its extension
		 * @param {string} name of a function that the module exports, and that uses the variable
		 * @param {string} variable whose value is an object that stays the same
		 * @returns {Promise<string>} its ID
		 */
		async variable(file, name, variable) {
			const { objectId } = await evaluate(exported(file, name));
			return await variableOf(objectId, variable);
		},

		/**
		 * Finds a variable that only a method of an object knows.
		 * @param {string} object its ID
		 * @param {string} method
		 * @param {string} variable whose value is an object that stays the same
		 * @returns {Promise<string>} its ID
		 */
		async inside(object, method, variable) {
			const own = await properties(object);
			return await variableOf(own.find(({ name }) => name === method).value.objectId, variable);
		},

		sizeOf,

		/** @param {string} map its ID @returns {Promise<string[]>} */
		async keysOf(map) {
			return await ask(map, 'function () { return [...this.keys()]; }');
		},

		close,
	};
}

/**
 * @param {string} url
 * @returns {Promise<{ call: (method: string, params?: object) => Promise<any>, close: () => void }>}
 */
async function connect(url) {
	const socket = new WebSocket(url, { maxPayload: 2 ** 30 });
	await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
	let lastId = 0;
	const waiting = new Map();
	socket.on('message', (data) => {
		const { id, result, error } = JSON.parse(data);
		if (id === undefined) return;
		const { resolve, reject } = waiting.get(id);
		waiting.delete(id);
		if (error) reject(new Error(`Inspector: ${error.message}`));
		else resolve(result);
	});
	const call = (method, params = {}) =>
		new Promise((resolve, reject) => {
			const id = ++lastId;
			waiting.set(id, { resolve, reject });
			socket.send(JSON.stringify({ id, method, params }));
		});
	return { call, close: () => socket.close() };
}

/** @param {{ result: any, exceptionDetails?: any }} answer */
function resultOf({ result, exceptionDetails }) {
	if (exceptionDetails) {
		throw new Error(`Inspector: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
	}
	return result;
}

/** @param {string} file @param {string} name */
function exported(file, name) {
	const end = `/${packageName}/dist/nodes/Bitrix24Mail/${file}.js`;
	return `Object.values(process.getBuiltinModule('node:module')._cache)
		.find(({ filename }) => filename?.replaceAll('\\\\', '/').endsWith('${end}')).exports.${name}`;
}
