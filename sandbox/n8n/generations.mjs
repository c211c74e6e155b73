import path from 'node:path';
import { playground } from './paths.mjs';

/**
 * The lines of n8n that the node is run in.
 *
 * @typedef {object} Generation
 * @property {1 | 2} line n8n's major version
 * @property {string} folder where its package.json and its lockfile pin it, and where it is installed
 * @property {string[]} nativeParts its packages that are made of C++ and come to nothing without their install scripts
 * @property {string} size what its installation takes
 * @property {Record<string, string>} settings environment variables that this line needs besides those of both
 */

/** Parts of n8n that call home or add panels that have nothing to do with the node. */
const UNUSED_MODULES = ['chat-hub', 'insights', 'instance-ai', 'mcp', 'mcp-registry', 'quick-connect'];

/** @type {Generation} what the playground shows */
export const n8n2 = {
	line: 2,
	folder: playground,
	nativeParts: ['sqlite3', 'isolated-vm'],
	size: '2 to 4 minutes, 2.7 GB',
	settings: { N8N_DISABLED_MODULES: UNUSED_MODULES.join(',') },
};

/** @type {Generation} the older line: only the end-to-end tests install it */
export const n8n1 = {
	line: 1,
	folder: path.join(playground, 'n8n-1'),
	nativeParts: ['sqlite3', 'isolated-vm'],
	size: '2 to 3 minutes, 1.4 GB',
	settings: {
		N8N_DISABLED_MODULES: 'insights',
		// As n8n 2 does by itself: a Code node within n8n's own process yields data that later expressions can't read.
		N8N_RUNNERS_ENABLED: 'true',
	},
};
