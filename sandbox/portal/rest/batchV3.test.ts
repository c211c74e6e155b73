import { startPortal, type Portal } from '..';
import type { Method } from './methods';
import { callerOf, post, v3Url } from '../testing/client';

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

describe('batch of REST 3.0', () => {
	const notes: string[] = [];
	const note: Method = {
		versions: ['v3'],
		scope: 'mail',
		writes: true,
		call: ({ text }) => {
			notes.push(JSON.stringify(text));
			return {
				result: { item: { id: notes.length, text } },
				effect: 'added',
				targetId: String(notes.length),
			};
		},
	};
	let portal: Portal;
	beforeEach(async () => {
		notes.length = 0;
		portal = await startPortal({ methods: { 'test.note.add': note } });
	});
	afterEach(async () => await portal.close());

	const batch = async (calls: unknown) => await callerOf(portal)('v3:batch', calls);
	const get = (id: unknown, more = {}) => ({ method: 'mail.mailbox.get', query: { id }, ...more });
	const add = (text: unknown, more = {}) => ({ method: 'test.note.add', query: { text }, ...more });

	it('takes an array and answers one in the same order', async () => {
		const { status, body } = await batch([get(2), { method: 'mail.mailbox.list', query: {} }, get(1)]);
		expect(status).toBe(200);
		expect(body.result[0].item.id).toBe(2);
		expect(body.result[1].items).toHaveLength(3);
		expect(body.result[2].item.id).toBe(1);
		expect(body.time).toHaveProperty('operating_reset_at');
		expect(portal.requests).toHaveLength(1);
		expect(portal.calls.map(({ insideBatch }) => insideBatch)).toEqual([true, true, true]);
	});

	it('takes an object with the keys 0, 1, … for the same, and its token from the body', async () => {
		const { access_token: auth } = portal.tokens();
		const { body } = await post(`${portal.url}/rest/api/batch`, { 0: get(3), 1: get(1), auth });
		expect(body.result.map(({ item }: { item: { id: number } }) => item.id)).toEqual([3, 1]);
	});

	it('the first refusal is the only answer; what came before it has taken effect, the rest has not', async () => {
		const { status, body } = await batch([add('before'), get(999), add('after')]);
		expect(status).toBe(400);
		expect(body).toEqual({
			error: { code: `${V3}ENTITYNOTFOUNDEXCEPTION`, message: 'Record with ID = `999` not found' },
		});
		expect(notes).toEqual(['"before"']);
		expect(portal.calls.map(({ effect }) => effect)).toEqual(['added']);
	});

	it('an unknown method is found when its turn comes', async () => {
		const { status, body } = await batch([add('before'), { method: 'mailservice.list', query: {} }]);
		expect([status, body.error.code]).toEqual([404, `${V3}METHODNOTFOUNDEXCEPTION`]);
		expect(notes).toHaveLength(1);
	});

	it('$ref takes one value from an item or a list, by position or by name', async () => {
		const { body } = await batch([
			get(2),
			{ method: 'mail.mailbox.list', query: {}, as: 'all' },
			add({ $ref: '0.email' }),
			add({ deep: [{ $ref: 'all.2.name' }] }),
			add({ $ref: '0.item.senderName' }),
			get({ $ref: '2.id' }),
		]);
		expect(notes).toEqual(['"support@example.com"', '{"deep":["Accounting"]}', '"Help Desk"']);
		expect(body.result[5].item.id).toBe(1);
	});

	it('$refArray takes one field of every element', async () => {
		await batch([{ method: 'mail.mailbox.list', query: {}, as: 'all' }, add({ $refArray: 'all.id' })]);
		expect(notes).toEqual(['[1,2,3]']);
	});

	it.each([
		{ $ref: '1.id' },
		{ $ref: '0.colour' },
		{ $ref: 'nobody.id' },
		{ $refArray: 'id' },
		{ $refArray: '0.id' },
	])('the reference %j leads nowhere', async (reference) => {
		const { status, body } = await batch([get(1), add(reference)]);
		expect([status, body.error.code]).toEqual([400, `${V3}INVALIDSELECTEXCEPTION`]);
		expect(notes).toEqual([]);
	});

	it.each([
		['no query', [{ method: 'mail.mailbox.list' }]],
		['no method', [{ query: {} }]],
		['no calls', ['mail.mailbox.list']],
		['the form of v1', { halt: 0, cmd: { a: 'profile' } }],
		['a name twice', [add('x', { as: 'a' }), get(1, { as: 'a' })]],
	])('%s: nothing is carried out', async (_, calls) => {
		const { status, body } = await batch(calls);
		expect([status, body.error.code]).toEqual([400, `${V3}INVALIDSELECTEXCEPTION`]);
		expect(portal.calls).toEqual([]);
	});

	it('more than 50, and a batch in a batch, are refused as a whole', async () => {
		const many = await batch(Array.from({ length: 51 }, () => add('x')));
		expect([many.status, many.body.error.code]).toEqual([400, 'ERROR_BATCH_LENGTH_EXCEEDED']);
		const nested = await batch([add('x'), { method: 'batch', query: {} }]);
		expect([nested.status, nested.body.error.code]).toEqual([405, 'ERROR_BATCH_METHOD_NOT_ALLOWED']);
		expect(notes).toEqual([]);
		expect((await batch(Array.from({ length: 50 }, () => add('x')))).body.result).toHaveLength(50);
	});

	it('a scope that is missing ends it', async () => {
		const url = v3Url(portal.webhook({ scopes: ['mailservice'] }), 'batch');
		const { status, body } = await post(url, [{ method: 'profile', query: {} }, get(1)]);
		expect([status, body.error.code]).toEqual([403, `${V3}INSUFFICIENTSCOPEEXCEPTION`]);
	});
});
