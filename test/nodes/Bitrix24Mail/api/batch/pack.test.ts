import { callOf as call, type Call } from '../../../../../nodes/Bitrix24Mail/api/call';
import { packCalls } from '../../../../../nodes/Bitrix24Mail/api/batch/pack';

const services = (count: number) =>
	Array.from({ length: count }, (_, ID) => call('mailservice.get', { ID: ID + 1 }));
const sizes = (calls: Call[]) => packCalls(calls.map((one) => ({ call: one }))).map(({ length }) => length);

describe('Packing calls', () => {
	it.each([
		[1, [1]],
		[2, [2]],
		[50, [50]],
		[51, [50, 1]],
		[120, [50, 50, 20]],
	])('%i calls', (count, requests) => expect(sizes(services(count))).toEqual(requests));

	it.each(['x $result[c0][ID]', '$RESULT[c0]', 'a$error[c0]', '$results[c0]', '$next', '$total[x]', '$time'])(
		'%s, which the portal would replace, travels alone, in its place',
		(NAME) => {
			expect(sizes([...services(3), call('mailservice.add', { NAME }), ...services(2)])).toEqual([3, 1, 2]);
		},
	);

	it('dollars and words that are no reference travel with the others', () => {
		expect(sizes([call('mailservice.add', { NAME: 'result[c0] $5 $name' }), ...services(2)])).toEqual([3]);
	});

	it('a reference of REST 3.0 travels alone; the same words as a value do not', () => {
		const boxes = [
			call('mail.mailbox.get', { id: 1 }),
			call('mail.mailbox.get', { id: { $ref: '0.item.id' } }),
		];
		expect(sizes(boxes)).toEqual([1, 1]);
		expect(
			sizes([call('mail.mailbox.list', { name: '$ref' }), call('mail.mailbox.list', { name: '$refArray' })]),
		).toEqual([2]);
	});

	it('a body stays below two megabytes, and what is larger alone travels alone', () => {
		const icon = (bytes: number) =>
			call('mailservice.add', { NAME: 'a', ICON: ['a.png', 'A'.repeat(bytes)] });
		expect(sizes([icon(900_000), icon(900_000), icon(900_000)])).toEqual([2, 1]);
		expect(sizes([icon(100), icon(3_000_000), icon(100)])).toEqual([1, 1, 1]);
	});

	it('two calls fit when they come to two megabytes, and not when they come to a byte more', () => {
		// Of a name: its letters; twice the quotes of JSON, the braces, the method, and 40 for what is around.
		const list = (bytes: number) => call('mail.mailbox.list', { name: 'a'.repeat(bytes - 17 - 17 - 40) });
		expect(sizes([list(1_000_000), list(1_000_000)])).toEqual([2]);
		expect(sizes([list(1_000_000), list(1_000_001)])).toEqual([1, 1]);
		// Each batch counts for itself.
		expect(sizes(Array.from({ length: 6 }, () => list(1_000_000)))).toEqual([2, 2, 2]);
		expect(sizes([list(2_000_000), list(100), list(2_000_001), list(100)])).toEqual([1, 1, 1, 1]);
	});
});
