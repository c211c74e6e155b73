import { keepSince, lookSince, nextHorizon } from '../../../../nodes/Bitrix24MailTrigger/poll/horizon';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 4, 25);
const CHANGE = { horizon: 0, startedAt: NOW, lookBackMs: 48 * HOUR, oldestWaiting: Infinity };

describe('The horizon after a complete look', () => {
	it('lies the look-back before it', () => expect(nextHorizon(CHANGE)).toBe(NOW - 48 * HOUR));

	it('never goes back', () => {
		expect(nextHorizon({ ...CHANGE, horizon: NOW - HOUR })).toBe(NOW - HOUR);
		expect(nextHorizon({ ...CHANGE, horizon: NOW - 60 * HOUR, oldestWaiting: NOW - 59 * HOUR })).toBe(
			NOW - 60 * HOUR,
		);
	});

	it('does not pass what is still to be announced, even if the portal’s clock is changed', () => {
		expect(nextHorizon({ ...CHANGE, oldestWaiting: NOW - 70 * HOUR })).toBe(NOW - 72 * HOUR);
	});
});

it('Looks begin two hours before the horizon, IDs are kept for a day and two hours', () => {
	expect(lookSince(NOW)).toBe(NOW - 2 * HOUR);
	expect(keepSince(NOW)).toBe(NOW - 26 * HOUR);
});
