import { createKnownLimits, limitText } from '../../../../../nodes/Bitrix24Mail/api/transport/knownLimits';

const USUAL = { burst: 50, perSecond: 2 };
const WIDE = { burst: 250, perSecond: 1 };
const FAST = { burst: 10, perSecond: 5 };
const FORGET_AFTER = 600_000;

describe('What the credentials of a portal say of its limit', () => {
	let clock = 0;
	beforeEach(() => {
		clock = 1_000_000;
		jest.spyOn(performance, 'now').mockImplementation(() => clock);
	});
	afterEach(() => jest.restoreAllMocks());

	it('the largest of each counts', () => {
		const limits = createKnownLimits();
		expect(limits.largest(USUAL)).toEqual(USUAL);
		limits.enter(WIDE);
		limits.enter(FAST);
		expect(limits.largest(USUAL)).toEqual({ burst: 250, perSecond: 5 });
		expect(limits.unlike(USUAL)).toEqual([WIDE, FAST]);
		expect(limits.unlike({ ...WIDE })).toEqual([FAST]);
	});

	it('one that no request went by for ten minutes is forgotten', () => {
		const limits = createKnownLimits();
		const leave = limits.enter(FAST);
		clock += 5_000;
		leave();
		clock += FORGET_AFTER;
		expect(limits.unlike(USUAL)).toEqual([FAST]);
		clock += 1;
		expect(limits.unlike(USUAL)).toEqual([]);
		expect(limits.largest(USUAL)).toEqual(USUAL);
	});

	it('as long as a request waits, it is known, and so it is for some time after', () => {
		const limits = createKnownLimits();
		const [leave, leaveToo] = [limits.enter(FAST), limits.enter(FAST)];
		leave();
		clock += 2 * FORGET_AFTER;
		expect(limits.unlike(USUAL)).toEqual([FAST]);
		leaveToo();
		clock += FORGET_AFTER;
		expect(limits.unlike(USUAL)).toEqual([FAST]);
		clock += 1;
		expect(limits.unlike(USUAL)).toEqual([]);
	});

	it('while one waits, it stays known from the latest look on', () => {
		const limits = createKnownLimits();
		const leave = limits.enter(FAST);
		clock += FORGET_AFTER + 1;
		expect(limits.unlike(USUAL)).toEqual([FAST]);
		leave();
		expect(limits.unlike(USUAL)).toEqual([FAST]);
	});

	it('a clock that was set back starts anew', () => {
		const limits = createKnownLimits();
		limits.enter(FAST)();
		clock -= 500_000;
		expect(limits.unlike(USUAL)).toEqual([FAST]);
		clock += FORGET_AFTER + 1;
		expect(limits.unlike(USUAL)).toEqual([]);
	});

	it('in words', () => expect(limitText(USUAL)).toBe('50 requests at once, then 2 per second'));
});
