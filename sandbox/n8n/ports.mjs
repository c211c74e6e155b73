import { createServer } from 'node:net';

const LAST_PORT = 65_535;

/**
 * @param {number} wanted the port to begin with; 0 for any
 * @returns {Promise<number>} that port on 127.0.0.1, or the next one that is free
 */
export async function freePort(wanted) {
	for (let port = wanted; port <= LAST_PORT; port++) {
		const free = await tryPort(port);
		if (free !== undefined) return free;
	}
	throw new Error(`No free port from ${wanted} on`);
}

/**
 * @param {number} port
 * @returns {Promise<number | undefined>}
 */
function tryPort(port) {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () => {
			const { port: listening } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(listening));
		});
	});
}
