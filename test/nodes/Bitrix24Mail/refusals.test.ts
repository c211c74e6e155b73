import type { INodeParameters, NodeApiError } from 'n8n-workflow';
import { REFUSALS } from '../../../nodes/Bitrix24Mail/api/refusals';
import { startPortal, type Portal } from '../../portal';
import { AUTHENTICATIONS, byId, runOn } from '../../support/node';
import { startVirtualTime } from '../../support/virtualTime';

jest.mock('n8n-workflow', () =>
	jest
		.requireActual<typeof import('../../support/virtualTime')>('../../support/virtualTime')
		.withVirtualSleep(),
);

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
	expect(error?.message).toMatch(/^Could not .*: .* \[item 0\]$/);
	expect(error?.message).not.toMatch(/[Ѐ-ӿ]/);
	expect(error?.message).not.toMatch(/failure|mistake|\bproblem\b/i);
	expect(error?.description).toContain(text);
	if (code !== '') expect(error?.description).toContain(code);
	expect(error?.description?.length).toBeGreaterThan(text.length + code.length + 30);
	expect(error?.httpCode).toBe(status === undefined ? null : String(status));
	expect(error?.context.itemIndex).toBe(0);
}

describe('Refusals become errors that help', () => {
	let portal: Portal;
	beforeEach(startVirtualTime);
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
				expect(error?.message).toContain(action);
			});
		});
	});

	it('the advice differs for each code', () => {
		const advice = REFUSALS.map(({ next }) => next);
		expect(new Set(advice).size).toBe(advice.length);
		const codes = new Set(REFUSALS.map(({ code }) => code));
		for (const [, code] of [...SYSTEM, ...REST_3]) expect(codes).toContain(code);
	});

	it.each([
		[
			'an unknown service',
			{ ...SERVICE_GET, mailServiceId: byId('999') },
			'get mail service 999',
			'“Mail Service”',
		],
		[
			'updating an unknown service',
			{ ...SERVICE_UPDATE, mailServiceId: byId('999') },
			'update mail service 999',
			'“Mail Service”',
		],
		[
			'deleting an unknown service',
			{ ...SERVICE_DELETE, mailServiceId: byId('999') },
			'delete mail service 999',
			'“Mail Service”',
		],
	])('%s, in every language', async (_, parameters, action, label) => {
		for (const language of ['en', 'ru', 'de'] as const) {
			portal.setLanguage(language);
			const { error } = await runOn(portal, parameters);
			expectHelpful(error, 400, 'ERROR_CORE', '');
			expect(error?.message).toContain(action);
			expect(error?.message).toContain(label);
		}
	});

	it.each([
		['create', SERVICE_CREATE],
		['update', SERVICE_UPDATE],
		['delete', SERVICE_DELETE],
	])('a user who is no administrator may not %s a service', async (verb, parameters) => {
		portal.setLanguage('ru');
		const { error } = await runOn(portal, parameters, { rights: { admin: false } });
		expectHelpful(error, 400, 'ERROR_CORE', '');
		expect(error?.description).toContain(`Only an administrator may ${verb} mail services`);
		expect(error?.description).toMatch(/[Ѐ-ӿ]/);
	});

	it('an unknown mailbox', async () => {
		const { error } = await runOn(portal, { ...MAILBOX_GET, mailboxId: byId('999') });
		expectHelpful(error, 400, `${V3}ENTITYNOTFOUNDEXCEPTION`, '');
		expect(error?.message).toBe('Could not get mailbox 999: there is no such mailbox (“Mailbox”) [item 0]');
	});

	it('an unknown field', async () => {
		const { error } = await runOn(portal, { ...FIELD_GET, fieldName: 'colour' });
		expect(error?.message).toBe(
			'Could not get the mailbox field “colour”: mailboxes have no such field (“Field Name”) [item 0]',
		);
	});

	it('a chosen field that does not exist', async () => {
		const { error } = await runOn(portal, { ...MAILBOX_GET, options: { fields: ['colour'] } });
		expect(error?.message).toContain('(“Field Names or IDs”)');
		expect(error?.httpCode).toBe('400');
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
		expect(error?.message).toContain('(“Mailbox”, “other”)');
		expect(error?.description).toContain('id: Mandatory field · other: Strange');
	});

	describe.each(AUTHENTICATIONS)('scopes, connected by %s', (authentication) => {
		it('without “mailservice”', async () => {
			const { error } = await runOn(portal, SERVICE_LIST, { authentication, rights: { scopes: ['mail'] } });
			expectHelpful(error, 403, 'insufficient_scope', '');
			expect(error?.message).toContain('“mailservice”');
		});
		it('without “mail”', async () => {
			const { error } = await runOn(portal, MAILBOX_LIST, {
				authentication,
				rights: { scopes: ['mailservice'] },
			});
			expectHelpful(error, 403, `${V3}INSUFFICIENTSCOPEEXCEPTION`, '');
			expect(error?.message).toContain('“mail”');
		});
	});
});
