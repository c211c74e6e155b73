import { manyMailboxes, startPortal, type Portal } from '..';
import { callerOf, type Seen } from '../testing/client';
import { describeMethods } from '../testing/methods';
import { mailbox } from './mailbox';

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

describe('mail.mailbox.*', () => {
	let portal: Portal;
	let call: ReturnType<typeof callerOf>;
	beforeEach(async () => {
		portal = await startPortal({ mailboxes: manyMailboxes(130) });
		call = callerOf(portal);
	});
	afterEach(async () => await portal.close());

	const ids = ({ body }: Seen) => body.result.items.map(({ id }: { id: number }) => id) as number[];
	const range = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, index) => from + index);

	describeMethods(mailbox, {
		'mail.mailbox.list': () => {
			it('answers items of all fields with real types', async () => {
				const { status, body } = await call('mail.mailbox.list');
				expect(status).toBe(200);
				expect(body.result.items[0]).toEqual({
					id: 1,
					name: 'Mailbox 1',
					email: 'mailbox1@example.com',
					senderName: 'Sender 1',
				});
				expect(Object.keys(body as object)).toEqual(['result', 'time']);
			});

			it.each([
				[undefined, [1, 25]],
				[{ limit: 10 }, [1, 10]],
				[{ limit: 10, offset: 20 }, [21, 30]],
				[{ limit: 10, page: 3 }, [21, 30]],
				[{ limit: 10, page: 3, offset: 5 }, [21, 30]],
				[{ limit: '10', offset: '120' }, [121, 130]],
				[{ limit: 5000 }, [1, 100]],
				[{ page: 2 }, [26, 50]],
				[{ limit: 100, offset: 100 }, [101, 130]],
				[{ limit: 100, offset: 200 }, [1, 0]],
			])('pagination %j', async (pagination, [from, to]) => {
				expect(ids(await call('mail.mailbox.list', { pagination }))).toEqual(range(from!, to!));
			});

			it('searches fragments of name and email without regard to case', async () => {
				expect(ids(await call('mail.mailbox.list', { name: 'BOX 13' }))).toEqual([13, 130]);
				expect(ids(await call('mail.mailbox.list', { email: 'Mailbox12@' }))).toEqual([12]);
				expect(ids(await call('mail.mailbox.list', { name: 'box 1', email: 'box13' }))).toEqual([13, 130]);
				expect(ids(await call('mail.mailbox.list', { name: 'nothing' }))).toEqual([]);
			});
		},
		'mail.mailbox.get': () => {
			it('answers one item, or the selected fields of it', async () => {
				expect((await call('mail.mailbox.get', { id: 7 })).body.result.item).toEqual({
					id: 7,
					name: 'Mailbox 7',
					email: 'mailbox7@example.com',
					senderName: 'Sender 7',
				});
				const { body } = await call('mail.mailbox.get', { id: '7', select: ['email', 'id'] });
				expect(body.result.item).toEqual({ id: 7, email: 'mailbox7@example.com' });
			});

			it('refuses a missing id and one that is no number, and names the field', async () => {
				const missing = await call('mail.mailbox.get');
				expect(missing.status).toBe(400);
				expect(missing.body).toEqual({
					error: {
						code: `${V3}VALIDATION_REQUESTVALIDATIONEXCEPTION`,
						message: 'Error validating the request object',
						validation: [{ field: 'id', message: 'Mandatory field `id` is not specified' }],
					},
				});
				const wrong = await call('mail.mailbox.get', { id: 'seven' });
				expect(wrong.body.error.validation[0].field).toBe('id');
			});

			it('refuses an unknown mailbox', async () => {
				const { status, body } = await call('mail.mailbox.get', { id: 999 });
				expect(status).toBe(400);
				expect(body).toEqual({
					error: { code: `${V3}ENTITYNOTFOUNDEXCEPTION`, message: 'Record with ID = `999` not found' },
				});
			});
		},
		'mail.mailbox.senders': () => {
			it('senders are made of name and address, page by page', async () => {
				const { body } = await call('mail.mailbox.senders', { pagination: { limit: 1, offset: 3 } });
				expect(body.result.items).toEqual([
					{ email: 'mailbox4@example.com', name: 'Sender 4', sender: 'Sender 4 <mailbox4@example.com>' },
				]);
			});

			it('the sample data have a handful of senders, several for one address', async () => {
				const sample = await startPortal();
				const { body } = await callerOf(sample)('mail.mailbox.senders');
				await sample.close();
				const addresses = body.result.items.map(({ email }: { email: string }) => email);
				expect(addresses).toHaveLength(5);
				expect(new Set(addresses).size).toBe(3);
			});
		},
		'mail.mailbox.field.list': () => {
			it('describes the fields with all properties, or the selected ones', async () => {
				const { body } = await call('mail.mailbox.field.list');
				expect(body.result.items.map(({ name }: { name: string }) => name)).toEqual([
					'id',
					'name',
					'email',
					'senderName',
				]);
				expect(Object.keys(body.result.items[0] as object)).toHaveLength(11);
				const selected = await call('mail.mailbox.field.list', { select: ['type', 'name'] });
				expect(selected.body.result.items[0]).toEqual({ name: 'id', type: 'int' });
			});
		},
		'mail.mailbox.field.get': () => {
			it('describes one field, and refuses unknown and missing names', async () => {
				const { body } = await call('mail.mailbox.field.get', {
					name: 'email',
					select: ['name', 'type', 'title'],
				});
				expect(body.result.item).toEqual({ name: 'email', type: 'string', title: 'email' });
				const unknown = await call('mail.mailbox.field.get', { name: 'colour' });
				expect([unknown.status, unknown.body.error.code]).toEqual([
					400,
					'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION',
				]);
				const missing = await call('mail.mailbox.field.get');
				expect(missing.body.error.validation[0].field).toBe('name');
			});
		},
	});

	it.each([
		{ limit: 0 },
		{ limit: 'abc' },
		{ limit: -1 },
		{ limit: 1.5 },
		{ offset: 'x' },
		{ page: 0 },
		'all',
	])('pagination %j is refused', async (pagination) => {
		for (const method of ['mail.mailbox.list', 'mail.mailbox.senders']) {
			const { status, body } = await call(method, { pagination });
			expect(status).toBe(400);
			expect(body.error.code).toBe(`${V3}INVALIDPAGINATIONEXCEPTION`);
			expect(body.error.message).toContain(JSON.stringify(pagination));
		}
	});

	it('a mailbox of other users is not listed, and refused', async () => {
		portal.mailboxes[1]!.userIds = [5];
		expect(ids(await call('mail.mailbox.list', { pagination: { limit: 2 } }))).toEqual([1, 3]);
		const { status, body } = await call('mail.mailbox.get', { id: 2 });
		expect([status, body.error.code]).toEqual([403, `${V3}ACCESSDENIEDEXCEPTION`]);
		expect((await callerOf(portal, { userId: 5 })('mail.mailbox.get', { id: 2 })).status).toBe(200);
	});

	it.each([
		['mail.mailbox.get', { id: 1 }],
		['mail.mailbox.field.list', {}],
		['mail.mailbox.field.get', { name: 'id' }],
	])('%s refuses a wrong select', async (method, params) => {
		const unknown = await call(method, { ...params, select: ['name', 'colour'] });
		expect([unknown.status, unknown.body.error.code]).toEqual([400, `${V3}UNKNOWNDTOPROPERTYEXCEPTION`]);
		expect(unknown.body.error.message).toContain('`colour`');
		for (const select of ['name', { a: 1 }, [['name']]]) {
			const { status, body } = await call(method, { ...params, select });
			expect([status, body.error.code]).toEqual([400, `${V3}INVALIDSELECTEXCEPTION`]);
		}
	});

	it('messages are in the portal’s language', async () => {
		portal.setLanguage('ru');
		const { body } = await call('mail.mailbox.get');
		expect(body.error.message).toBe('Ошибка при валидации объекта запроса');
		expect(body.error.validation[0].message).toBe('Обязательное поле `id` не указано');
	});
});
