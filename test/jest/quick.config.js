/**
 * `npm run test:quick`: the tests with the engine of n8n 2, without those that try many combinations, large numbers or
 * hostile data, or start other programs. For the minutes between two changes; `npm test` has the last word.
 */
const { join } = require('node:path');
const full = require('../../jest.config.js');

/** Suites that take long, by what they are about. */
const LONG = [
	'/hostile/',
	'/security/(network|secrets)',
	'/(properties|faults|upsertFaults|oauth2Addresses|fairness|rateLimiterWaits)\\.test',
	// Each in front of hundreds of items, or in dozens of combinations.
	'/(cancellation|learning|lifetime|rateLimit|retries|tokenRefresh)\\.test',
	'/simulation/',
	// They start other programs, and wait for them.
	'/scripts/(playground|setup)\\.test',
];

const [n8n2] = /** @type {object[]} */ (full.projects);
const rootDir = join(__dirname, '../..');

/** @type {import('jest').Config} */
module.exports = {
	...full,
	rootDir,
	projects: [{ ...n8n2, rootDir, testPathIgnorePatterns: ['/node_modules/', ...LONG] }],
};
