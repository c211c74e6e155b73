import { startPortal, type Portal } from '..';
import { callerOf, post, postForm, send } from '../testing/client';

describe('batch of v1', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	const batch = async (cmd: unknown, halt: unknown = 0, rights?: Parameters<Portal['webhook']>[0]) => {
		const { status, body } = await callerOf(portal, rights)('batch', { halt, cmd });
		expect(status).toBe(200);
		return body.result;
	};

	it('answers by key, with a time block each, in one request', async () => {
		const result = await batch({ one: 'mailservice.get?ID=1', list: 'mailservice.list', who: 'profile' });
		expect(result.result.one.NAME).toBe('Company Mail');
		expect(result.result.list).toHaveLength(3);
		expect(result.result.who.ID).toBe('1');
		expect(Object.keys(result.result_time as object)).toEqual(['one', 'list', 'who']);
		expect(result.result_time.one).toHaveProperty('operating_reset_at');
		expect(portal.requests).toHaveLength(1);
		expect(portal.calls.map(({ method, insideBatch }) => [method, insideBatch])).toEqual([
			['mailservice.get', true],
			['mailservice.list', true],
			['profile', true],
		]);
	});

	it('maps are empty arrays when nothing is in them', async () => {
		expect(await batch({ a: 'profile' })).toMatchObject({
			result_error: [],
			result_total: [],
			result_next: [],
		});
		expect((await batch({ a: 'nothing.here' })).result).toEqual([]);
		expect(await batch({})).toEqual({
			result: [],
			result_error: [],
			result_total: [],
			result_next: [],
			result_time: [],
		});
	});

	it('maps are arrays when the keys count up from 0, and objects when one of them is missing', async () => {
		const whole = await batch(['profile', 'mailservice.get?ID=2']);
		expect(whole.result).toHaveLength(2);
		expect(whole.result[1].ID).toBe('2');
		const broken = await batch({ 0: 'mailservice.get?ID=99', 1: 'profile' });
		expect(broken.result).toEqual({ 1: expect.any(Object) as object });
		expect(broken.result_error).toEqual([
			{ error: 'ERROR_CORE', error_description: 'Mail service not found' },
		]);
	});

	it('queries are read as PHP does, icons included', async () => {
		const icon = Buffer.from('89504e470d0a1a0a00fbefff00', 'hex').toString('base64');
		const query = `NAME=A%26B+%2B%2520&LINK=${encodeURIComponent('https://x.example.com/?a=1&b=2#c')}&ICON[0]=i.png&ICON[1]=${encodeURIComponent(icon)}`;
		const result = await batch({
			add: `mailservice.add?${query}`,
			hash: 'mailservice.add?NAME=before#after',
		});
		expect(result.result).toEqual({ add: 5, hash: 6 });
		expect(portal.services.at(-2)).toMatchObject({
			NAME: 'A&B +%20',
			LINK: 'https://x.example.com/?a=1&b=2#c',
		});
		expect(portal.services.at(-2)!.ICON).toBe('2');
		expect(portal.services.at(-1)!.NAME).toBe('before');
	});

	const FAILING = {
		a: 'mailservice.add?NAME=First',
		b: 'mailservice.add',
		c: 'mailservice.add?NAME=Second',
	};

	it('without halt, the others go on when one is refused', async () => {
		const { result, result_error } = await batch(FAILING);
		expect(result).toEqual({ a: 5, c: 6 });
		expect(result_error).toEqual({
			b: { error: 'ERROR_CORE', error_description: 'Required field "Name" not filled' },
		});
	});

	it.each([1, '1', true])('with halt %j, the first refused one is the last', async (halt) => {
		const { result, result_error } = await batch(FAILING, halt);
		expect(result).toEqual({ a: 5 });
		expect(Object.keys(result_error as object)).toEqual(['b']);
		expect(portal.services.at(-1)!.NAME).toBe('First');
	});

	it.each([0, '0', false, undefined])('halt %j is no halt', async (halt) => {
		expect((await batch(FAILING, halt ?? null)).result).toEqual({ a: 5, c: 6 });
	});

	it('references are replaced by earlier results: whole values, parts of texts, errors', async () => {
		const ref = (text: string) => encodeURIComponent(text);
		const { result } = await batch({
			add: 'mailservice.add?NAME=Added',
			get: `mailservice.get?ID=${ref('$result[add]')}`,
			part: `mailservice.add?NAME=${ref('Copy of $result[get][NAME] and more')}`,
			bad: 'mailservice.get?ID=99',
			error: `mailservice.add?NAME=${ref('$error[bad][error]')}`,
			list: 'mailservice.list',
			deep: `mailservice.get?ID=${ref('$result[list][0][ID]')}`,
		});
		expect(result.get.NAME).toBe('Added');
		expect(portal.services.map(({ NAME }) => NAME)).toEqual(
			expect.arrayContaining(['Copy of Added and more', 'ERROR_CORE']),
		);
		expect(result.deep).toEqual(result.list[0]);
		expect(result.deep.NAME).toBe('Added');
	});

	it('a text that looks like a reference is changed; one that only nearly does is not', async () => {
		const names = ['$result[nothing][ID]', 'pay $result now', '$results', 'US$ 5 [x]'];
		await batch(
			Object.fromEntries(
				names.map((name, index) => [`k${index}`, `mailservice.add?NAME=${encodeURIComponent(name)}`]),
			),
		);
		const stored = portal.services.slice(4).map(({ NAME }) => NAME);
		expect(stored).not.toContain(names[0]);
		expect(stored).toEqual(expect.arrayContaining(names.slice(1)));
	});

	it('commands past the 50th are refused one by one, the others carried out', async () => {
		const cmd = Object.fromEntries(
			Array.from({ length: 53 }, (_, index) => [`k${index}`, `mailservice.add?NAME=N${index}`]),
		);
		const { result, result_error } = await batch(cmd);
		expect(Object.keys(result as object)).toHaveLength(50);
		expect(Object.keys(result_error as object)).toEqual(['k50', 'k51', 'k52']);
		expect(result_error.k50).toEqual({
			error: 'ERROR_BATCH_LENGTH_EXCEEDED',
			error_description: 'Max batch length exceeded',
		});
		expect(portal.calls).toHaveLength(50);
	});

	it('a batch within a batch is refused', async () => {
		const { result_error } = await batch({ inner: 'batch?cmd[a]=profile', good: 'profile' });
		expect(result_error.inner.error).toBe('ERROR_BATCH_METHOD_NOT_ALLOWED');
	});

	it('each command has its own method and scope refusals', async () => {
		const cmd = { a: 'mail.mailbox.list', b: 'mailservice.list', c: 'profile' };
		const { result, result_error } = await batch(cmd, 0, { scopes: ['mail'] });
		expect(Object.keys(result as object)).toEqual(['c']);
		expect(result_error.a.error).toBe('ERROR_METHOD_NOT_FOUND');
		expect(result_error.b.error).toBe('insufficient_scope');
	});

	it('comes as a form and as a query, too, in any case', async () => {
		const url = `${portal.webhook()}batch`;
		const query = 'HALT=0&CMD[x]=mailservice.get%3FID%3D2';
		for (const { body } of [await postForm(url, query), await send(`${url}?${query}`)]) {
			expect(body.result.result.x.NAME).toBe('Branch Office');
		}
	});

	it('is signed as a whole', async () => {
		const { access_token: auth } = portal.tokens({ admin: false });
		const { body } = await post(`${portal.url}/rest/batch`, { auth, cmd: { a: 'mailservice.add?NAME=X' } });
		expect(body.result.result_error.a.error_description).toBe('Access denied');
		const { status } = await post(`${portal.url}/rest/batch`, { cmd: { a: 'profile' } });
		expect(status).toBe(401);
	});
});
