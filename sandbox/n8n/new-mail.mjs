import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Lets mail arrive in the stand-in portal (sandbox/newMail), in this process, with a page on 127.0.0.1.
 * @param {object} options
 * @param {any} options.portal
 * @param {number} options.port
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startNewMail({ portal, port }) {
	const newMail = createRequire(import.meta.url)(path.join(root, 'sandbox', 'newMail', 'index.js'));
	return await newMail.startNewMail({ portal, port });
}
