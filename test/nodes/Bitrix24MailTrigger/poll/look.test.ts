import fc from 'fast-check';
import { lookThrough, PAGE_SIZE, type LookOptions } from '../../../../nodes/Bitrix24MailTrigger/poll/look';
import type { ListedMessage, MailSource } from '../../../../nodes/Bitrix24MailTrigger/poll/mailSource';
import { hourOf } from '../../../../nodes/Bitrix24MailTrigger/poll/seenIds';
import { holdsForAll, propertyRuns } from '../../../support/property';

const MINUTE = 60_000;
const NEWEST = Date.UTC(2026, 4, 25);

/** A place of the list: a message, or one that old servers have not stored yet. */
interface Place {
	row: ListedMessage;
	isStored: boolean;
}

const placeOf = (id: number, isStored = true): Place => ({
	row: { id, instant: NEWEST + id * MINUTE, raw: { id } },
	isStored,
});

/** Places with the given IDs, newest first: a higher ID is newer. */
const placesOf = (ids: number[]) => ids.sort((one, other) => other - one).map((id) => placeOf(id));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** A list, and what happens to it before each request but the first. */
function sourceOf(places: Place[], happens: (places: Place[], request: number) => void = () => {}) {
	const offsets: number[] = [];
	const source: MailSource = {
		page: async (_since, offset, limit) => {
			if (offsets.length > 0) happens(places, offsets.length);
			offsets.push(offset);
			const page = places.slice(offset, offset + limit).filter(({ isStored }) => isStored);
			return await Promise.resolve(page.map(({ row }) => row));
		},
		messages: async () => await Promise.resolve([]),
		filter: async () => await Promise.resolve(() => true),
		time: () => NEWEST + offsets.length,
	};
	return { source, offsets };
}

const OPTIONS: LookOptions = { since: NEWEST, isTimeUp: () => false, known: new Map() };
const knownOf = (ids: number[]) => new Map(ids.map((id) => [id, hourOf(NEWEST + id * MINUTE)]));
const idsOf = (found: ReadonlyMap<number, ListedMessage>) => [...found.keys()].sort((a, b) => a - b);

describe('A look through the list', () => {
	it.each([0, 1, 2, 50, 51, 52, 199, 200, 201, 399, 400, 5_000])('sees all of %d messages', async (count) => {
		const { source } = sourceOf(placesOf(upTo(count)));
		const look = await lookThrough(source, OPTIONS);
		expect(idsOf(look.found)).toEqual(upTo(count));
		expect(look.isComplete).toBe(true);
	});

	it('takes three requests for a list of one page, and two for one of few messages', async () => {
		const { source, offsets } = sourceOf(placesOf(upTo(150)));
		await lookThrough(source, OPTIONS);
		expect(offsets).toEqual([0, 149, 348]);
		const few = sourceOf(placesOf(upTo(30)));
		await lookThrough(few.source, OPTIONS);
		expect(few.offsets).toEqual([0, 199]);
	});

	it('ends with what is too old, which may come along', async () => {
		const { source, offsets } = sourceOf(placesOf(upTo(2_000)));
		const look = await lookThrough(source, { ...OPTIONS, since: NEWEST + 1_700 * MINUTE });
		expect(offsets).toEqual([0, 199]);
		expect(look.isComplete).toBe(true);
		expect(upTo(2_000).filter((id) => id >= 1_700 && !look.found.has(id))).toEqual([]);
	});

	it('began when the first page was asked for', async () => {
		const { source, offsets } = sourceOf(placesOf(upTo(900)));
		const { startedAt } = await lookThrough(source, OPTIONS);
		expect(offsets.length).toBeGreaterThan(3);
		expect(startedAt).toBe(NEWEST + 1);
	});

	it('goes on behind short pages', async () => {
		const places = placesOf(upTo(1_000));
		for (const place of places) place.isStored = place.row.id % 3 !== 0;
		const look = await lookThrough(sourceOf(places).source, OPTIONS);
		expect(idsOf(look.found)).toEqual(upTo(1_000).filter((id) => id % 3 !== 0));
	});

	it('goes back for what has moved up past the edge of a page', async () => {
		const { source, offsets } = sourceOf(placesOf(upTo(600)), (places, request) => {
			if (request === 1) places.splice(0, 30);
		});
		const look = await lookThrough(source, OPTIONS);
		expect(idsOf(look.found)).toEqual(upTo(600));
		expect(look.isComplete).toBe(true);
		expect(offsets.slice(0, 3)).toEqual([0, 199, 99]);
	});

	it('is incomplete when the list never stands still', async () => {
		let next = 10_000;
		const { source } = sourceOf(placesOf(upTo(600)), (places) => {
			// All of it is replaced.
			places.splice(0, places.length, ...placesOf(upTo(600).map(() => next++)));
		});
		const look = await lookThrough(source, OPTIONS);
		expect(look.isComplete).toBe(false);
	});

	it('ends with what it has when its time is up', async () => {
		const { source, offsets } = sourceOf(placesOf(upTo(2_000)));
		const look = await lookThrough(source, { ...OPTIONS, isTimeUp: () => offsets.length === 3 });
		expect(look.isComplete).toBe(false);
		expect(look.found.size).toBe(3 * (PAGE_SIZE - 1) + 1);
	});

	describe('with an empty page in the middle', () => {
		const withGap = (from: number, to: number) => {
			const places = placesOf(upTo(2_000));
			for (const place of places) place.isStored = place.row.id < from || place.row.id > to;
			return places;
		};

		it('goes on when messages behind it are known', async () => {
			const look = await lookThrough(sourceOf(withGap(500, 1_500)).source, {
				...OPTIONS,
				known: knownOf([100]),
			});
			expect(look.found.size).toBe(999);
			expect(look.isComplete).toBe(true);
		});

		it('goes on when nothing is known yet', async () => {
			const look = await lookThrough(sourceOf(withGap(1_000, 2_000)).source, {
				...OPTIONS,
				known: undefined,
			});
			expect(look.found.size).toBe(999);
		});

		it('ends there when all that is known was seen, or is older than what is looked for', async () => {
			const { source, offsets } = sourceOf(withGap(500, 1_500));
			const known = new Map([...knownOf([1_600]), [7, hourOf(NEWEST) - 1]]);
			const look = await lookThrough(source, { ...OPTIONS, known });
			expect(look.found.size).toBe(500);
			expect(offsets).toEqual([0, 199, 398, 499, 698]);
		});

		it('gives up after some more pages', async () => {
			const { source, offsets } = sourceOf(placesOf(upTo(10)));
			await lookThrough(source, {
				...OPTIONS,
				since: NEWEST - 90 * MINUTE,
				known: new Map([[5_000, hourOf(NEWEST) - 1]]),
			});
			expect(offsets).toHaveLength(7);
		});
	});

	describe('only as far as there is news', () => {
		const quick: LookOptions = { ...OPTIONS, isQuick: true };

		it('takes one request when the page is short', async () => {
			const { source, offsets } = sourceOf(placesOf(upTo(199)));
			const look = await lookThrough(source, quick);
			expect(offsets).toEqual([0]);
			expect(look.isComplete).toBe(false);
		});

		it('takes one request when the page ends with what is known', async () => {
			const { source, offsets } = sourceOf(placesOf(upTo(2_000)));
			await lookThrough(source, { ...quick, known: knownOf([1_801]) });
			expect(offsets).toEqual([0]);
		});

		it('takes one request when the page ends with what is too old', async () => {
			const { source, offsets } = sourceOf(placesOf(upTo(2_000)));
			await lookThrough(source, { ...quick, since: NEWEST + 1_802 * MINUTE });
			expect(offsets).toEqual([0]);
		});

		it('goes on while pages end with news', async () => {
			const { source } = sourceOf(placesOf(upTo(2_000)));
			const look = await lookThrough(source, { ...quick, known: knownOf(upTo(1_000)) });
			expect(upTo(2_000).filter((id) => id > 1_000 && !look.found.has(id))).toEqual([]);
			expect(look.found.size).toBeLessThan(1_200);
		});
	});

	describe('whatever leaves and arrives meanwhile', () => {
		const RUNS = propertyRuns(300);

		const anyCase = fc.record({
			count: fc.integer({ min: 0, max: 900 }),
			/** How many of a hundred are not stored yet. */
			holes: fc.constantFrom(0, 0, 10, 40),
			seed: fc.nat(),
			changes: fc.array(
				fc.record({ leave: fc.integer({ min: 0, max: 150 }), arrive: fc.integer({ min: 0, max: 60 }) }),
				{ maxLength: 6 },
			),
		});

		it(
			'sees all that was there from its beginning to its end',
			async () => {
				await holdsForAll(
					anyCase,
					async ({ count, holes, seed, changes }) => {
						const places = placesOf(upTo(count));
						for (const place of places) place.isStored = (place.row.id * 37 + seed) % 100 >= holes;
						let next = count + 1;
						const { source } = sourceOf(places, (present, request) => {
							const { leave = 0, arrive = 0 } = changes[request - 1] ?? {};
							for (let left = 0; left < leave && present.length > 0; left++) {
								present.splice(Math.abs((seed * (left + 3)) % present.length), 1);
							}
							for (let came = 0; came < arrive; came++) present.unshift(placeOf(next++));
						});
						const { found, isComplete } = await lookThrough(source, OPTIONS);
						const stayed = places.filter(({ row, isStored }) => isStored && row.id <= count);
						expect(isComplete).toBe(true);
						expect(stayed.filter(({ row }) => !found.has(row.id))).toEqual([]);
					},
					RUNS.parameters,
				);
			},
			RUNS.timeoutMs,
		);
	});
});
