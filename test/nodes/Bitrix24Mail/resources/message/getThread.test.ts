import fc from 'fast-check';
import {
	newMessage,
	startPortal,
	type MailDialect,
	type Portal,
	type StoredMessage,
} from '../../../../../sandbox/portal';
import { byId, runOn } from '../../../../support/node';
import { holdsForAll, propertyRuns } from '../../../../support/property';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const DIALECTS: MailDialect[] = ['S1', 'S4'];

const THREAD = { resource: 'message', operation: 'getThread', messageId: byId('={{ $json.id }}') };

const nameOf = (thread: number, place: number) => `thread${thread}-${place}@example.org`;

/** Conversations of so many messages each, in which each answers the one before it. */
function conversations(...lengths: number[]): StoredMessage[] {
	let id = 0;
	return lengths.flatMap((length, thread) =>
		Array.from({ length }, (_, place) =>
			newMessage({
				id: ++id,
				messageId: nameOf(thread, place),
				inReplyTo: place === 0 ? null : nameOf(thread, place - 1),
			}),
		),
	);
}

async function withPortal(
	mailDialect: MailDialect,
	messages: StoredMessage[],
	work: (portal: Portal) => Promise<void>,
) {
	const portal = await startPortal({ mailDialect, messages });
	try {
		await work(portal);
	} finally {
		await portal.close();
	}
}

async function idsOf(portal: Portal, id: number, wanted: { returnAll: boolean; limit?: number }) {
	const { items, error } = await runOn(portal, { ...THREAD, ...wanted }, { items: [{ json: { id } }] });
	expect(error).toBeUndefined();
	return items.map(({ json }) => json.id);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('Get Thread', () => {
	const RUNS = propertyRuns(30);

	/** A conversation, and the message by which it is found; on the first servers one of the first 51. */
	const anyThread = fc
		.record({
			mailDialect: fc.constantFrom(...DIALECTS),
			length: fc.oneof(fc.integer({ min: 1, max: 51 }), fc.constantFrom(52, 99, 100, 101, 160)),
			place: fc.double({ min: 0, max: 1, noNaN: true }),
			wanted: fc.oneof(fc.constant(undefined), fc.constantFrom(1, 5, 20, 49, 50, 51, 100, 120)),
		})
		.map(({ length, place, ...rest }) => {
			const last = rest.mailDialect === 'S1' ? Math.min(length, 51) : length;
			return { ...rest, length, id: 1 + Math.floor(place * (last - 1)) };
		});

	it(
		'whichever message it is found by, gives the newest messages up to the limit, oldest first',
		async () =>
			await holdsForAll(
				anyThread,
				async ({ mailDialect, length, id, wanted }) =>
					await withPortal(mailDialect, conversations(length, 3), async (portal) => {
						const limit = wanted === undefined ? { returnAll: true } : { returnAll: false, limit: wanted };
						expect(await idsOf(portal, id, limit)).toEqual(upTo(length).slice(-(wanted ?? length)));
					}),
				RUNS.parameters,
			),
		RUNS.timeoutMs,
	);

	describe.each(DIALECTS)('%s', (mailDialect) => {
		it('two conversations share a request, and each item gets its own', async () => {
			await withPortal(mailDialect, conversations(3, 2), async (portal) => {
				const items = [{ json: { id: 1 } }, { json: { id: 5 } }];
				const run = await runOn(portal, { ...THREAD, returnAll: true }, { items });
				expect(run.items.map(({ json, pairedItem }) => [json.id, json.body, pairedItem])).toEqual([
					...[1, 2, 3].map((id) => [id, `Text of message ${id}`, { item: 0 }]),
					...[4, 5].map((id) => [id, `Text of message ${id}`, { item: 1 }]),
				]);
				expect(portal.requests.map(({ restMethod }) => restMethod)).toEqual(['batch']);
			});
		});

		it('a message that is not there is the error of its item, and of no other', async () => {
			await withPortal(mailDialect, conversations(2), async (portal) => {
				const items = [{ json: { id: 1 } }, { json: { id: 99 } }];
				const onError = 'continueRegularOutput';
				const run = await runOn(portal, { ...THREAD, returnAll: true }, { items, onError });
				expect(run.items.map(({ json }) => json.id ?? json.error)).toEqual([
					1,
					2,
					'“Message”: there is no message with ID 99 [item 1]',
				]);
			});
		});

		it('a whole conversation of up to 49 messages costs one request', async () => {
			await withPortal(mailDialect, conversations(49), async (portal) => {
				await idsOf(portal, 20, { returnAll: true });
				expect(portal.requests).toHaveLength(1);
			});
		});
	});
});
