import { createExpiringMap } from '../../../../nodes/Bitrix24Mail/util/expiringMap';

describe('What is known of portals', () => {
	let clock = 1_000_000;
	beforeEach(() => jest.spyOn(performance, 'now').mockImplementation(() => clock));
	afterEach(() => jest.restoreAllMocks());
	/** Notes which ends it looks at: what it dropped, it never looks at again. */
	const mapOfEnds = (maxSize?: number) => {
		const looked: number[] = [];
		const isExpired = (end: number) => {
			looked.push(end);
			return end <= clock;
		};
		/** How many entries it holds, by those it looks at when it next sweeps. */
		const size = () => {
			clock += 60_000;
			looked.length = 0;
			map.get('');
			return looked.length;
		};
		const map = createExpiringMap<number>({ isExpired, maxSize });
		return { ...map, size };
	};

	it('is kept for as long as it says something', () => {
		const ends = mapOfEnds();
		ends.set('a', clock + 600_000);
		clock += 500_000;
		expect(ends.get('a')).toBe(clock + 100_000);
	});

	it('is forgotten with any later use, be it of another portal', () => {
		const ends = mapOfEnds();
		for (let portal = 0; portal < 100; portal++) ends.set(String(portal), clock + 1_000);
		clock += 120_000;
		expect(ends.get('another')).toBeUndefined();
		expect(ends.size()).toBe(0);
	});

	it('does not grow without bounds', () => {
		const ends = mapOfEnds(10);
		for (let portal = 0; portal < 100; portal++) {
			ends.set('busy', clock + 1_000);
			ends.set(String(portal), clock + 1_000);
		}
		expect(ends.get('busy')).toBeDefined();
		expect(ends.get('0')).toBeUndefined();
		expect(ends.size()).toBe(10);
	});

	it('survives a clock that is set back', () => {
		const ends = mapOfEnds();
		ends.set('a', clock + 1_000);
		clock -= 86_400_000;
		expect(ends.get('a')).toBeDefined();
		clock += 2 * 86_400_000;
		expect(ends.get('a')).toBeUndefined();
	});

	describe('looks through all that it holds', () => {
		/** A map with one entry that lasts, and how often it was looked at. */
		const mapWithLooks = () => {
			const isExpired = jest.fn(() => false);
			const map = createExpiringMap<number>({ isExpired });
			map.set('a', 1);
			clock += 60_000;
			map.get('a');
			isExpired.mockClear();
			return { map, looks: () => isExpired.mock.calls.length };
		};

		it.each(['get', 'set'] as const)('once a minute, when it is used: %s', (use) => {
			const { map, looks } = mapWithLooks();
			const useIt = () => (use === 'get' ? map.get('b') : map.set('a', 2));
			useIt();
			clock += 59_999;
			useIt();
			expect(looks()).toBe(0);
			clock += 1;
			useIt();
			expect(looks()).toBe(1);
			useIt();
			expect(looks()).toBe(1);
		});

		it('and at once when the clock was set back', () => {
			const { map, looks } = mapWithLooks();
			clock -= 1;
			map.get('a');
			expect(looks()).toBe(1);
		});
	});

	it('holds ten thousand entries, when nothing else is said', () => {
		const map = createExpiringMap<number>({ isExpired: () => false });
		for (let entry = 0; entry < 10_000; entry++) map.set(String(entry), entry);
		expect(map.get('0')).toBe(0);
		map.set('one more', 1);
		expect([map.get('0'), map.get('1')]).toEqual([undefined, 1]);
	});
});
