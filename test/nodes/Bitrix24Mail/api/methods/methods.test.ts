import { resolveCalls } from '../../../../../nodes/Bitrix24Mail/api/batch/dispatch';
import { callOf, type Call } from '../../../../../nodes/Bitrix24Mail/api/call';
import { createClient } from '../../../../../nodes/Bitrix24Mail/api/client';
import * as methods from '../../../../../nodes/Bitrix24Mail/api/methods';
import type { MethodName, MethodSpec } from '../../../../../nodes/Bitrix24Mail/api/methods';
import { startPortal } from '../../../../../sandbox/portal';
import { failure, fakeRun, methodIn, ok, stopClock, type Answer } from '../fakeN8n';

const { METHODS, methodUrl, scopeOf, specOf } = methods;
const NAMES = Object.keys(METHODS) as MethodName[];
const SPECS = NAMES.map((method) => [method, specOf(method)] as const);

/** A call of a method with other columns. */
const withSpec = (call: Call, columns: Partial<MethodSpec>): Call => ({
	...call,
	spec: { ...call.spec, ...columns } as MethodSpec,
});

describe('The table of methods', () => {
	it.each<[MethodName, string]>([
		['mailservice.get', 'mailservice'],
		['mail.mailbox.field.list', 'mail'],
		['profile', 'basic'],
		['scope', 'basic'],
	])('%s needs the permission “%s”', (method, scope) => expect(scopeOf(method)).toBe(scope));

	it('REST 3.0 has its own path', () => {
		const portal = 'https://a.example.com/b';
		expect(methodUrl(portal, 'profile', 1)).toBe('https://a.example.com/b/rest/profile');
		expect(methodUrl(portal, 'batch', 3)).toBe('https://a.example.com/b/rest/api/batch');
	});

	it.each(SPECS)(
		'%s: one of classic REST names no version 3, and the other way round',
		(method, { version }) => {
			expect(version).toBe(method.startsWith('mail.') ? 3 : 1);
		},
	);

	it.each(SPECS.filter(([, { emptyCode }]) => emptyCode !== undefined))(
		'%s says “there are none” by an error, so it never travels in a batch',
		(_, { batch, access }) => expect({ batch, access }).toEqual({ batch: false, access: 'read' }),
	);

	it.each(SPECS.filter(([, { paging }]) => paging !== undefined))('%s comes in pages', (_, spec) => {
		expect(spec).toMatchObject({ version: 3, access: 'read', shape: 'items' });
	});

	it('which lists come in pages', () => {
		expect(NAMES.filter((method) => specOf(method).paging)).toEqual([
			'mail.mailbox.list',
			'mail.mailbox.senders',
			'mail.message.list',
			'mail.recipient.listcontacts',
			'mail.recipient.listemployees',
		]);
	});

	it.each(SPECS.filter(([, { record }]) => record !== undefined))(
		'%s: its words name the record by the parameter that does',
		(_, { action, record, recordParam, noun }) => {
			expect(record).toContain(`{${recordParam}}`);
			expect(action).toContain(`{${recordParam}}`);
			expect(record).toContain(noun);
		},
	);

	describe('a list that names all records', () => {
		const LISTED = SPECS.filter(([, { listedBy }]) => listedBy !== undefined);

		it('is there for mailboxes and their fields', () => {
			expect(LISTED.map(([method]) => method)).toEqual([
				'mail.mailbox.get',
				'mail.mailbox.field.get',
				'mail.message.field.get',
				'mail.recipient.field.get',
			]);
		});

		it.each(LISTED)('of %s is a method of the table, whose records have the key', async (_, spec) => {
			const { method, key, missingCode } = spec.listedBy!;
			expect(NAMES).toContain(method);
			expect(specOf(method as MethodName)).toMatchObject({ access: 'read', shape: 'items' });
			expect(missingCode).toMatch(/^BITRIX_REST_V3_/);

			const portal = await startPortal();
			try {
				const webhook = portal.webhook();
				const { n8n, connection } = fakeRun(
					async ({ url, body, headers }): Promise<Answer> => {
						const address = url.replace(/.*\/rest\/api\//, webhook.replace('/rest/', '/rest/api/'));
						const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
						return { statusCode: response.status, body: await response.json() };
					},
					{ portal: portal.url },
				);
				const outcome = await createClient(n8n, connection).call(callOf(method as MethodName));
				const records = outcome.ok ? (outcome.payload as Array<Record<string, unknown>>) : [];
				expect(records.length).toBeGreaterThan(0);
				for (const record of records) expect(record[key]).toBeDefined();
			} finally {
				await portal.close();
			}
		});
	});
});

describe('The columns', () => {
	beforeEach(stopClock);
	afterEach(() => jest.restoreAllMocks());

	const get = (ID: number) => callOf('mailservice.get', { ID });
	const add = (NAME: string) => callOf('mailservice.add', { NAME });
	/** Sends calls, each with a result, and tells which methods the requests called. */
	async function methodsOf(calls: Call[]) {
		const { n8n, connection, requests } = fakeRun((request) =>
			methodIn(request) === 'batch' ? ok({ result: {} }) : ok({ ID: 1 }),
		);
		await createClient(n8n, connection).callAll(calls.map((call) => ({ call, settle: () => {} })));
		return requests.map(methodIn);
	}

	it('`batch: false` travels alone, in its place', async () => {
		expect(await methodsOf([get(1), get(2), get(3)])).toEqual(['batch']);
		const alone = withSpec(get(2), { batch: false });
		expect(await methodsOf([get(1), get(1), alone, get(3), get(3)])).toEqual([
			'batch',
			'mailservice.get',
			'batch',
		]);
	});

	describe('`idempotent`', () => {
		const idempotent = (NAME: string, idempotencyKey: string): Call => ({
			...withSpec(add(NAME), { idempotent: true }),
			idempotencyKey,
		});

		it('stands at each write of messages, and nowhere else', () => {
			const writes = NAMES.filter(
				(method) => method.startsWith('mail.') && specOf(method).access === 'write',
			);
			expect(NAMES.filter((method) => specOf(method).idempotent)).toEqual(writes);
			expect(writes).toHaveLength(10);
		});

		it('makes it travel alone, with its key', async () => {
			const { n8n, connection, requests } = fakeRun((request) =>
				methodIn(request) === 'batch' ? ok({ result: { c0: 1, c1: 2 } }) : ok(3),
			);
			const outcomes: unknown[] = [];
			const calls = [add('a'), add('b'), idempotent('c', 'key-c'), idempotent('d', 'key-d'), add('e')];
			await createClient(n8n, connection).callAll(
				calls.map((call) => ({ call, settle: (outcome) => outcomes.push(outcome) })),
			);
			expect(requests.map((request) => [methodIn(request), request.headers['Idempotency-Key']])).toEqual([
				['batch', undefined],
				['mailservice.add', 'key-c'],
				['mailservice.add', 'key-d'],
				['mailservice.add', undefined],
			]);
			expect(outcomes).toHaveLength(5);
		});

		it.each([
			['with', idempotent('a', 'key')],
			['without', add('a')],
		])('%s it, a write is not repeated by the node itself', async (_, call) => {
			const { context, requests } = fakeRun(() => failure('INTERNAL_SERVER_ERROR', 500));
			const [outcome] = await resolveCalls(context, [call]);
			expect(outcome).toMatchObject({ error: { code: 'INTERNAL_SERVER_ERROR' } });
			expect(requests).toHaveLength(1);
		});
	});
});
