import { dataFor } from '../../bench/data';
import { idsOf, judge } from '../../bench/judge';
import { bodyOf, readableBodyOf, TARGET_FOLDER } from '../../bench/mail';
import { portalStarter } from '../../sandbox/portal/testing/portals';

describe('What the benchmark says of a load', () => {
	const start = portalStarter();
	const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

	/** The judgement of four moves, after these calls. @param told of which it is said that they were moved */
	async function movesJudged(calls: Array<[ids: number[], folder: string]>, told = numbers(4)) {
		const load = { kind: 'moveMessages', count: 4 } as const;
		const { portal, call } = await start(dataFor(load));
		for (const [messageIds, folder] of calls) {
			const { body } = await call('mail.message.movetofolder', { messageIds, action: 'move', folder });
			expect(body.result.movedCount).toBe(messageIds.length);
		}
		return judge(portal, load, told);
	}
	const ODD: [number[], string] = [[1, 3], TARGET_FOLDER];
	const EVEN: [number[], string] = [[2, 4], TARGET_FOLDER];

	it('finds nothing wrong with messages that were moved', async () => {
		expect(await movesJudged([ODD, EVEN])).toEqual({ lost: 0, wrong: 0 });
	});

	it.each([
		['was not moved', [ODD, [[2], TARGET_FOLDER]], numbers(4), { lost: 1, wrong: 0 }],
		['was moved, and nobody was told', [ODD, EVEN], [1, 2, 3], { lost: 1, wrong: 0 }],
		['was moved twice', [[[1], TARGET_FOLDER], [[1], 'INBOX'], ODD, EVEN], numbers(4), { lost: 0, wrong: 1 }],
		['was moved back', [ODD, EVEN, [[1], 'INBOX']], numbers(4), { lost: 1, wrong: 1 }],
		['should have stayed', [ODD, EVEN, [[5], TARGET_FOLDER]], numbers(4), { lost: 0, wrong: 1 }],
	] as Array<[string, Array<[number[], string]>, number[], object]>)(
		'sees a message that %s',
		async (_what, calls, told, judgement) => {
			expect(await movesJudged(calls, told)).toEqual(judgement);
		},
	);

	it('counts a message as read by its own whole text', async () => {
		const load = { kind: 'readMessages', count: 4, bodyBytes: 300 } as const;
		const { portal } = await start(dataFor(load));
		expect(portal.messages.map(({ text }) => Buffer.byteLength(text!))).toEqual([300, 300, 300, 300]);
		const back = [
			{ id: 1, body: bodyOf(1, 300) },
			{ id: 2, body: readableBodyOf(2, 300) },
			{ id: 2, body: bodyOf(2, 300) },
			{ id: 3, body: bodyOf(4, 300) },
			{ id: 4, body: bodyOf(4, 300).slice(0, -1) },
		];
		expect(idsOf(back, load)).toEqual([1, 2, 2]);
		expect(judge(portal, load, idsOf(back, load))).toEqual({ lost: 2, wrong: 1 });
	});
});
