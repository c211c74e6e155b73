import type { INodeParameters, NodeApiError } from 'n8n-workflow';
import { ERRORS, explain } from '../../../../../nodes/Bitrix24Mail/api/errors';
import { startPortal, type Portal } from '../../../../../sandbox/portal';
import { AUTHENTICATIONS, byId, numbered, runOn } from '../../../../support/node';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const SERVICE_GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('1') };
const SERVICE_LIST = { resource: 'mailService', operation: 'getAll' };
const SERVICE_CREATE = { resource: 'mailService', operation: 'create', name: 'New' };
const SERVICE_UPDATE = {
	resource: 'mailService',
	operation: 'update',
	mailServiceId: byId('1'),
	updateFields: { name: 'X' },
};
const SERVICE_DELETE = { resource: 'mailService', operation: 'delete', mailServiceId: byId('1') };
const MAILBOX_GET = { resource: 'mailbox', operation: 'get', mailboxId: byId('1') };
const MAILBOX_LIST = { resource: 'mailbox', operation: 'getAll' };
const FIELD_GET = { resource: 'mailbox', operation: 'getField', fieldName: 'name' };

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

/** System refusals: any method, either version, either shape. */
const SYSTEM: Array<[number, string]> = [
	[500, 'INTERNAL_SERVER_ERROR'],
	[500, 'ERROR_UNEXPECTED_ANSWER'],
	[503, 'QUERY_LIMIT_EXCEEDED'],
	[429, 'OPERATION_TIME_LIMIT'],
	[405, 'ERROR_BATCH_METHOD_NOT_ALLOWED'],
	[400, 'ERROR_BATCH_LENGTH_EXCEEDED'],
	[401, 'NO_AUTH_FOUND'],
	[400, 'INVALID_REQUEST'],
	[503, 'OVERLOAD_LIMIT'],
	[403, 'ACCESS_DENIED'],
	[403, 'INVALID_CREDENTIALS'],
	[404, 'ERROR_MANIFEST_IS_NOT_AVAILABLE'],
	[403, 'insufficient_scope'],
	[401, 'expired_token'],
	[403, 'user_access_error'],
	[500, 'PORTAL_DELETED'],
	[404, 'ERROR_METHOD_NOT_FOUND'],
];

/** Refusals of REST 3.0. */
const REST_3: Array<[number, string]> = [
	[400, `${V3}VALIDATION_REQUESTVALIDATIONEXCEPTION`],
	[400, `${V3}INVALIDJSONEXCEPTION`],
	[400, `${V3}UNKNOWNDTOPROPERTYEXCEPTION`],
	[400, `${V3}INVALIDSELECTEXCEPTION`],
	[400, `${V3}INVALIDPAGINATIONEXCEPTION`],
	[400, `${V3}ENTITYNOTFOUNDEXCEPTION`],
	[401, `${V3}ACCESSDENIEDEXCEPTION`],
	[403, `${V3}ACCESSDENIEDEXCEPTION`],
	[403, `${V3}INSUFFICIENTSCOPEEXCEPTION`],
	[404, `${V3}METHODNOTFOUNDEXCEPTION`],
	[429, `${V3}RATELIMITEXCEPTION`],
	[422, `${V3}IDEMPOTENCYKEYREUSEDEXCEPTION`],
	[400, `${V3}INVALIDIDEMPOTENCYKEYEXCEPTION`],
	[400, 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION'],
];

const RUSSIAN = 'Доступ запрещён';

/** What every error must be, whatever refused the call. */
function expectHelpful(
	error: NodeApiError | undefined,
	status: number | undefined,
	code: string,
	text: string,
) {
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toMatch(/^(Could not .*: |“[^”]+”: |[A-Z“]).* \[item 0\]$/);
	// No gap is left open.
	expect(error?.message).not.toMatch(/[{}]|undefined|\?/);
	expect(error?.message).not.toMatch(/[Ѐ-ӿ]/);
	expect(error?.message).not.toMatch(/failure|mistake|\bproblem\b/i);
	expect(error?.description).toContain(text);
	const short = code.replace(/^BITRIX_REST_V3_(REALISATION_)?EXCEPTION_/, '');
	if (code !== '') expect(error?.description).toContain(`(${short})`);
	expect(error?.description?.length).toBeGreaterThan(text.length + short.length + 30);
	// A code says it all; and in a batch there would be no status.
	expect(error?.description).not.toMatch(/HTTP \d|BITRIX_REST/);
	expect(error?.messages.join()).toContain(code);
	expect(error?.messages.join()).toContain(text);
	expect(error?.httpCode).toBe(status === undefined ? null : String(status));
	expect(error?.context.itemIndex).toBe(0);
}

describe('Refusals become errors that help', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	const refused = async (
		parameters: INodeParameters,
		code: string,
		more: Parameters<Portal['refuse']>[1] = {},
	) => {
		portal.refuse(code, { times: 99, text: RUSSIAN, ...more });
		return (await runOn(portal, parameters)).error;
	};

	describe.each([
		['a method of v1', SERVICE_GET, 'get mail service 1'],
		['a method of REST 3.0', MAILBOX_GET, 'get mailbox 1'],
	])('%s', (_, parameters, action) => {
		describe.each(['v1', 'v3'] as const)('in the shape of %s', (shape) => {
			it.each([...SYSTEM, ...REST_3])('%i %s', async (status, code) => {
				const error = await refused(parameters, code, { status, shape });
				expectHelpful(error, status, code, RUSSIAN);
				expect(error?.message).toMatch(
					new RegExp(`^Could not ${action}: |mail service|mailbox|unknown field`),
				);
			});
		});
	});

	it('one cause has one wording, whatever its code', () => {
		const advice = new Map(ERRORS.map(({ what, next }) => [next, what]));
		for (const { what, next } of ERRORS) expect([next, advice.get(next)]).toEqual([next, what]);
		const codes = new Set(ERRORS.map(({ code }) => code));
		for (const [, code] of [...SYSTEM, ...REST_3]) expect(codes).toContain(code);
	});

	it.each([
		[
			'an unknown service',
			{ ...SERVICE_GET, mailServiceId: byId('999') },
			'“Mail Service”: there is no mail service with ID 999 [item 0]',
		],
		[
			'updating an unknown service',
			{ ...SERVICE_UPDATE, mailServiceId: byId('999') },
			'Bitrix24 rejected the changes to mail service 999 [item 0]',
		],
		[
			'deleting an unknown service',
			{ ...SERVICE_DELETE, mailServiceId: byId('999') },
			'Bitrix24 rejected deleting mail service 999 [item 0]',
		],
	])('%s, in every language', async (_, parameters, title) => {
		for (const language of ['en', 'ru', 'de'] as const) {
			portal.setLanguage(language);
			const { error } = await runOn(portal, parameters);
			expectHelpful(error, 400, 'ERROR_CORE', '');
			expect(error?.message).toBe(title);
		}
	});

	it('an unknown mailbox', async () => {
		const { error } = await runOn(portal, { ...MAILBOX_GET, mailboxId: byId('999') });
		expectHelpful(error, 400, `${V3}ENTITYNOTFOUNDEXCEPTION`, '');
		expect(error?.message).toBe('“Mailbox”: there is no mailbox with ID 999 [item 0]');
	});

	it('an unknown field', async () => {
		const { error } = await runOn(portal, { ...FIELD_GET, fieldName: 'colour' });
		expect(error?.message).toBe('“Field Name”: there is no mailbox field “colour” [item 0]');
	});

	it('a chosen field that does not exist is the user’s typo, not the portal’s age', async () => {
		const { error } = await runOn(portal, { ...MAILBOX_GET, options: { fields: ['id', 'phone'] } });
		expect(error?.message).toBe('“Field Names or IDs” contains an unknown field [item 0]');
		expect(error?.description).toMatch(
			/^Choose fields from the list, or use the names from Mailbox → Get Fields: id, name, email, senderName\./,
		);
		expect(error?.httpCode).toBe('400');
	});

	it('an unknown property of fields is named by its own parameter', async () => {
		portal.refuse(`${V3}UNKNOWNDTOPROPERTYEXCEPTION`);
		const { error } = await runOn(portal, {
			...FIELD_GET,
			operation: 'getFields',
			options: { properties: ['name'] },
		});
		expect(error?.message).toBe('“Properties” contains an unknown field [item 0]');
		expect(error?.description).not.toContain('senderName');
	});

	it('validation without a field names none', async () => {
		portal.refuse(`${V3}VALIDATION_REQUESTVALIDATIONEXCEPTION`);
		const { error } = await runOn(portal, MAILBOX_GET);
		expect(error?.message).toBe(
			'Could not get mailbox 1: Bitrix24 rejected the value of a parameter [item 0]',
		);
		expect(error?.description).toMatch(/^Check the values of this node’s parameters\./);
	});

	it.each([
		['is closed', 400, 'ACCESSDENIEDEXCEPTION', 'this Bitrix24 is closed or was deleted'],
		['has another plan', 403, 'LICENSEEXCEPTION', 'the Bitrix24 plan doesn’t include the REST API'],
		['has no REST API', 402, 'RESTUNAVAILABLEEXCEPTION', 'the Bitrix24 plan doesn’t include the REST API'],
		['lacks a subscription', 402, 'MARKETSUBSCRIPTIONREQUIREDEXCEPTION', 'subscription for apps has expired'],
	])('a portal that %s is no matter of the mailbox', async (_, status, code, words) => {
		const error = await refused(MAILBOX_GET, V3 + code, { status, shape: 'v3' });
		expect(error?.message).toContain(`Could not get mailbox 1: `);
		expect(error?.message).toContain(words);
		expect(explain({ code: V3 + code, status, text: '' }, 'mail.mailbox.get').concerns).toBe('all');
	});

	it('the time that a method may use has the same words in both versions', async () => {
		const [old, new_] = [
			await refused(MAILBOX_GET, 'OPERATION_TIME_LIMIT'),
			explain({ code: `${V3}RATELIMITEXCEPTION`, status: 429, text: '' }, 'mail.mailbox.get'),
		];
		expect(old?.message).toContain(new_.what);
		expect(old?.description).toContain(new_.next);
		expect(new_.concerns).toBe('method');
	});

	it('a fault of the portal’s database is no missing service', async () => {
		const fault = { status: 500, text: 'SQL query error!' };
		const read = await refused(SERVICE_GET, 'ERROR_CORE', fault);
		expect(read?.message).toBe(
			'Could not get mail service 1: Bitrix24’s database did not respond properly [item 0]',
		);
		const write = await refused(SERVICE_CREATE, 'ERROR_CORE', fault);
		expect(write?.message).toBe(
			'It’s unclear whether mail service “New” was created: Bitrix24’s database did not respond properly [item 0]',
		);
	});

	describe('read the same alone and in a batch', () => {
		it.each([
			['ERROR_CORE', 'mailservice.get', SERVICE_GET],
			['ERROR_CORE', 'mailservice.delete', SERVICE_DELETE],
			['insufficient_scope', 'mailservice.get', SERVICE_GET],
			['ACCESS_DENIED', 'mailservice.update', SERVICE_UPDATE],
			['SOMETHING_NEW', 'mailservice.get', SERVICE_GET],
		])('%s of %s', async (code, method, parameters) => {
			const firstOf = async (count: number) => {
				portal.faults.clear();
				portal.refuse(code, { method, text: RUSSIAN, status: 400, times: 9 });
				const { items } = await runOn(
					portal,
					{ ...parameters, mailServiceId: byId('={{ $json.n }}') },
					{ items: numbered(count), onError: 'continueRegularOutput' },
				);
				return items[0]!.json;
			};
			const alone = await firstOf(1);
			expect(portal.requests.map(({ restMethod }) => restMethod)).not.toContain('batch');
			expect(alone.error).toMatch(/ \[item 0\]$/);
			expect(await firstOf(2)).toEqual(alone);
			expect(portal.requests.map(({ restMethod }) => restMethod)).toContain('batch');
		});
	});

	it('validation names the parameter of each field', async () => {
		portal.faults.add({
			times: 1,
			answer: {
				status: 400,
				body: {
					error: {
						code: `${V3}VALIDATION_REQUESTVALIDATIONEXCEPTION`,
						message: 'Validation',
						validation: [
							{ field: 'id', message: 'Mandatory field' },
							{ field: 'other', message: 'Strange' },
						],
					},
				},
			},
		});
		const { error } = await runOn(portal, MAILBOX_GET);
		expect(error?.message).toBe(
			'Could not get mailbox 1: Bitrix24 rejected the value of “Mailbox” and “other” [item 0]',
		);
		expect(error?.description).toContain('id: Mandatory field · other: Strange');
	});

	describe.each(AUTHENTICATIONS)('scopes, connected by %s', (authentication) => {
		it('without “mailservice”', async () => {
			const { error } = await runOn(portal, SERVICE_LIST, { authentication, rights: { scopes: ['mail'] } });
			expectHelpful(error, 403, 'insufficient_scope', '');
			expect(error?.message).toBe(
				'Could not list the mail services: the webhook or app is missing the “mailservice” permission [item 0]',
			);
			expect(error?.description).toContain('add “mailservice” under Assign permissions');
		});
		it('without “mail”', async () => {
			const { error } = await runOn(portal, MAILBOX_LIST, {
				authentication,
				rights: { scopes: ['mailservice'] },
			});
			expectHelpful(error, 403, `${V3}INSUFFICIENTSCOPEEXCEPTION`, '');
			expect(error?.message).toBe(
				'Could not list the mailboxes: the webhook or app is missing the “mail” permission [item 0]',
			);
			expect(error?.description).toContain('add “mail” under Assign permissions');
		});
	});
});
