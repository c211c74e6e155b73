import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './paths.mjs';

/** Guards nothing: the stand-in is reachable from this machine only. */
const API_KEY = 'playground-model-key';

/**
 * Starts the stand-in for a language model (sandbox/model) in this process, on 127.0.0.1.
 * @param {object} options
 * @param {number} options.port
 * @returns {Promise<import('../model/index.js').Model>}
 */
export async function startModel({ port }) {
	const model = createRequire(import.meta.url)(path.join(root, 'sandbox', 'model', 'index.js'));
	return await model.startModel({ port, apiKey: API_KEY });
}
