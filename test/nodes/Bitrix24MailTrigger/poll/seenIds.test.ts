import fc from 'fast-check';
import { decodeIds, encodeIds, hourOf } from '../../../../nodes/Bitrix24MailTrigger/poll/seenIds';
import { holdsForAll, propertyRuns } from '../../../support/property';

describe('The IDs of messages as a text', () => {
	it.each([
		['', new Map()],
		['dc89:1', new Map([[1, 622_377]])],
		['dc89:2s.1.z', new Map([100, 101, 136].map((id) => [id, 622_377]))],
		[
			'2:5 1:2.1 a:1',
			new Map([
				[5, 2],
				[2, 3],
				[3, 3],
				[1, 13],
			]),
		],
	])('are %p for %p', (text, seen) => {
		expect(encodeIds(seen)).toBe(text);
		expect(decodeIds(text)).toEqual(seen);
	});

	it.each([
		' ',
		'a',
		'a:',
		':a',
		'a:1 ',
		' a:1',
		'a:1  b:2',
		'a:1,2',
		'a:1..2',
		'A:1',
		'a:1\n',
		'a:1 b',
		'{"a":1}',
		'1.5',
	])('are not %p', (text) => expect(decodeIds(text)).toBeUndefined());

	const RUNS = propertyRuns(200);
	it(
		'come back as they were',
		async () => {
			const anyIds = fc.uniqueArray(
				fc.tuple(
					fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
					fc.integer({ min: 0, max: 1_000_000 }),
				),
				{ selector: ([id]) => id },
			);
			await holdsForAll(
				anyIds,
				async (ids) => {
					const seen = new Map(ids);
					await Promise.resolve();
					expect(decodeIds(encodeIds(seen))).toEqual(seen);
				},
				RUNS.parameters,
			);
		},
		RUNS.timeoutMs,
	);

	it('take two characters each where the mailbox gets all that the portal stores', () => {
		const now = Date.UTC(2026, 4, 25);
		const seen = new Map(
			Array.from({ length: 10_000 }, (_, index) => [5_000_000 + index, hourOf(now + index * 17_280)]),
		);
		expect(encodeIds(seen).length).toBeLessThan(21_000);
	});
});
