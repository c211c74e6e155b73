const { MESSAGES, numbered } = require('./messages');

const HOUR_MS = 3_600_000;

/** The first of the numbers in messages. */
const FIRST_NUMBER = 131;

/** When the messages arrived that are there at the start, in hours before it: something for a digest to find. */
const FIRST_HOURS = [5, 3, 1];

/**
 * From when its IDs count, a second each. The portal is new after every start, but triggers remember which IDs they have
 * seen.
 */
const IDS_SINCE = Date.UTC(2026, 0, 1);

/** How many of its messages stay: a playground may run for days. */
const KEPT = 200;

/**
 * Lets a few messages arrive at once, as of the last hours, and then one now and then.
 *
 * @param {any} portal the stand-in portal
 * @param {number} everyMs
 * @returns {() => void} ends it
 */
function startArrivals(portal, everyMs) {
	const firstId = Math.floor((Date.now() - IDS_SINCE) / 1000);
	const arrived = [];
	let count = 0;
	const next = (more = {}) => {
		const { kind: _kind, ...message } = numbered(MESSAGES[count % MESSAGES.length], FIRST_NUMBER + count);
		arrived.push(portal.deliver({ ...message, ...(count === 0 ? { id: firstId } : {}), ...more }));
		count++;
		if (arrived.length > KEPT) remove(portal.messages, arrived.shift());
	};
	for (const hours of FIRST_HOURS) next({ receivedAt: Date.now() - hours * HOUR_MS });
	const timer = setInterval(next, everyMs);
	return () => clearInterval(timer);
}

/**
 * @param {object[]} list
 * @param {object | undefined} one of it, or nothing of it
 */
function remove(list, one) {
	const index = list.findIndex((candidate) => candidate === one);
	if (index >= 0) list.splice(index, 1);
}

module.exports = { startArrivals };
