import { ERRORS, explain, usualStatusOf } from '../../../../../nodes/Bitrix24Mail/api/errors';
import type { Concerns } from '../../../../../nodes/Bitrix24Mail/api/errors/types';
import { METHODS, type MethodName } from '../../../../../nodes/Bitrix24Mail/api/methods';

const V3 = 'BITRIX_REST_V3_EXCEPTION_';
const FIELD_NOT_FOUND = 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION';

const meaning = (code: string, status?: number, method: MethodName = 'profile', unsent?: true) =>
	explain({ code, text: '', status, unsent }, method);

/** Each code: what it says of other calls, whether the call may have been carried out, and its usual status. */
const CODES: Array<[string, Concerns | undefined, boolean, number | undefined]> = [
	['', undefined, false, undefined],
	['ERROR_CORE', undefined, false, 400],
	['QUERY_LIMIT_EXCEEDED', 'all', false, 503],
	['OPERATION_TIME_LIMIT', 'method', false, 429],
	['OVERLOAD_LIMIT', 'all', false, 503],
	['ERROR_BATCH_METHOD_NOT_ALLOWED', undefined, false, 405],
	['ERROR_BATCH_LENGTH_EXCEEDED', undefined, false, 400],
	['NO_AUTH_FOUND', 'all', false, 401],
	['INVALID_CREDENTIALS', 'method', false, 403],
	['insufficient_scope', 'scope', false, 403],
	['user_access_error', 'all', false, 403],
	['ACCESS_DENIED', 'all', false, 403],
	['INVALID_REQUEST', 'all', false, 400],
	['ERROR_METHOD_NOT_FOUND', 'method', false, 404],
	['ERROR_MANIFEST_IS_NOT_AVAILABLE', 'all', false, 404],
	['PORTAL_DELETED', 'all', false, 500],
	['INTERNAL_SERVER_ERROR', undefined, true, 500],
	['ERROR_UNEXPECTED_ANSWER', undefined, true, 500],
	['expired_token', 'all', false, 401],
	['invalid_grant', 'all', false, undefined],
	['invalid_client', 'all', false, undefined],
	['invalid_request', 'all', false, undefined],
	['invalid_scope', 'all', false, undefined],
	['PAYMENT_REQUIRED', 'all', false, undefined],
	[`${V3}ENTITYNOTFOUNDEXCEPTION`, 'call', false, 400],
	[FIELD_NOT_FOUND, 'call', false, undefined],
	[`${V3}VALIDATION_REQUESTVALIDATIONEXCEPTION`, 'call', false, undefined],
	[`${V3}ACCESSDENIEDEXCEPTION`, 'call', false, undefined],
	[`${V3}LICENSEEXCEPTION`, 'all', false, 403],
	[`${V3}RESTUNAVAILABLEEXCEPTION`, 'all', false, 402],
	[`${V3}MARKETSUBSCRIPTIONREQUIREDEXCEPTION`, 'all', false, 402],
	[`${V3}INSUFFICIENTSCOPEEXCEPTION`, 'scope', false, 403],
	[`${V3}METHODNOTFOUNDEXCEPTION`, 'method', false, 404],
	[`${V3}INVALIDSELECTEXCEPTION`, 'value', false, undefined],
	[`${V3}UNKNOWNDTOPROPERTYEXCEPTION`, 'value', false, undefined],
	[`${V3}INVALIDPAGINATIONEXCEPTION`, 'value', false, undefined],
	[`${V3}INVALIDJSONEXCEPTION`, undefined, false, undefined],
	[`${V3}RATELIMITEXCEPTION`, 'method', false, 429],
	[`${V3}IDEMPOTENCYKEYREUSEDEXCEPTION`, undefined, false, undefined],
	[`${V3}INVALIDIDEMPOTENCYKEYEXCEPTION`, undefined, false, undefined],
	[`${V3}INTERNAL_INTERNALEXCEPTION`, undefined, true, 500],
	['html-page', undefined, true, undefined],
	['not-an-answer', undefined, true, undefined],
	['redirect', 'all', false, undefined],
	['no-connection', 'all', false, undefined],
	['broken-connection', undefined, true, undefined],
	['timeout', undefined, true, undefined],
	['unknown-host', 'all', false, undefined],
	['certificate', 'all', false, undefined],
	['cancelled', undefined, true, undefined],
	['stopped', undefined, false, undefined],
	['not-sent', undefined, false, undefined],
	['bad-credential', 'all', false, undefined],
	['not-connected', 'all', false, undefined],
	['batch-rejected', undefined, false, undefined],
	['overtaken', 'call', false, undefined],
	['internal-error', undefined, true, undefined],
	['busy', 'call', false, undefined],
	['no-sender', 'call', false, undefined],
	['partly-moved', 'call', true, undefined],
	['unsafe-proxy', 'all', false, undefined],
	['token-server-timeout', 'all', false, undefined],
	['token-server-unavailable', 'all', false, undefined],
	['no-token', 'all', false, undefined],
	['ambiguous-name', 'call', false, undefined],
	['no-sender', 'call', false, undefined],
	['partly-moved', 'call', true, undefined],
];

describe('What an error means', () => {
	it.each(CODES)(
		'%s concerns %s, may have been carried out: %s, usual status: %s',
		(code, concerns, unclear, usual) => {
			const { concerns: actual, outcomeUnknown = false } = meaning(code);
			expect({ concerns: actual, outcomeUnknown }).toEqual({ concerns, outcomeUnknown: unclear });
			expect(usualStatusOf(code)).toBe(usual);
		},
	);

	it('of every code that is known, it is said here', () => {
		expect(new Set(ERRORS.map(({ code }) => code))).toEqual(new Set(CODES.map(([code]) => code)));
	});

	it('some mean something else with another status', () => {
		const whats = (code: string, ...statuses: number[]) =>
			statuses.map((status) => [meaning(code, status).concerns, meaning(code, status).what]);
		const notRecognized = ['all', 'Bitrix24 doesn’t recognize this webhook or account'];
		expect(whats('INVALID_CREDENTIALS', 401, 403)).toEqual([
			notRecognized,
			['method', 'the credential’s user doesn’t have the required rights'],
		]);
		expect(whats(`${V3}ACCESSDENIEDEXCEPTION`, 401, 400, 403)).toEqual([
			notRecognized,
			['all', 'this Bitrix24 is closed or was deleted'],
			['call', 'the credential’s user has no access'],
		]);
		expect(whats('ERROR_CORE', 400, 500)).toEqual([
			['call', 'Bitrix24 rejected the request'],
			[undefined, 'Bitrix24’s database did not respond properly'],
		]);
		expect(meaning('ERROR_CORE', 500).outcomeUnknown).toBe(true);
	});

	describe('for a method', () => {
		const whatOf = (code: string, status: number | undefined, method: MethodName) =>
			meaning(code, status, method).what;

		it.each<[MethodName, RegExp, boolean]>([
			['mailservice.get', /^\{parameter\}: there is no mail service with ID \{ID\}$/, false],
			['mailservice.add', /^Bitrix24 rejected the new \{record\}$/, true],
			['mailservice.update', /^Bitrix24 rejected the changes to \{record\}$/, true],
			['mailservice.delete', /^Bitrix24 rejected deleting \{record\}$/, true],
			['mailservice.fields', /^Bitrix24 rejected the request$/, false],
		])('%s refuses in words of its own', (method, what, forAdministrators) => {
			const { ifAdministrator, ...explanation } = meaning('ERROR_CORE', 400, method);
			expect(explanation.what).toMatch(what);
			expect(explanation.concerns).toBe('call');
			expect(ifAdministrator !== undefined).toBe(forAdministrators);
			expect(whatOf('ERROR_CORE', 500, method)).toMatch(/database/);
			const isOwn = method !== 'mailservice.fields';
			expect([explanation.standsAlone, explanation.parameter]).toEqual(
				isOwn ? [true, 'record'] : [undefined, undefined],
			);
			expect(whatOf('ERROR_CORE', 403, method)).toBe('Bitrix24 rejected the request');
		});

		it.each(Object.keys(METHODS) as MethodName[])('%s: a webhook that was deleted concerns all', (method) => {
			expect(meaning('INVALID_CREDENTIALS', 401, method).concerns).toBe('all');
			const changes = /add|update|delete/.test(method);
			const { concerns, next } = meaning('INVALID_CREDENTIALS', 403, method);
			expect(concerns).toBe('method');
			expect(/^Only Bitrix24 administrators/.test(next)).toBe(changes);
		});

		it('a record and a field of mailboxes are named', () => {
			const mailbox = meaning(`${V3}ENTITYNOTFOUNDEXCEPTION`, 400, 'mail.mailbox.get');
			expect(mailbox).toMatchObject({
				what: '{parameter}: there is no {noun|record} with ID {recordId}',
				standsAlone: true,
			});
			const field = meaning(FIELD_NOT_FOUND, 400, 'mail.mailbox.field.get');
			expect(field).toMatchObject({
				what: '{parameter}: there is no {noun|field} “{name}”',
				standsAlone: true,
			});
			for (const { concerns, parameter } of [mailbox, field]) {
				expect([concerns, parameter]).toEqual(['call', 'record']);
			}
			const others = [`${V3}ENTITYNOTFOUNDEXCEPTION`, FIELD_NOT_FOUND].map((code) => meaning(code, 400));
			expect(others.map(({ standsAlone, parameter }) => [standsAlone, parameter])).toEqual([
				[true, 'record'],
				[undefined, 'record'],
			]);
		});

		it.each(['INVALIDSELECTEXCEPTION', 'UNKNOWNDTOPROPERTYEXCEPTION'])(
			'%s tells the fields of a mailbox',
			(name) => {
				const ofMailbox = meaning(V3 + name, 400, 'mail.mailbox.get');
				const ofOthers = meaning(V3 + name, 400, 'mail.mailbox.field.list');
				expect([ofMailbox, ofOthers].map(({ next }) => /senderName/.test(next))).toEqual([true, false]);
				for (const { concerns, parameter, standsAlone } of [ofMailbox, ofOthers]) {
					expect([concerns, parameter, standsAlone]).toEqual(['value', 'select', true]);
				}
			},
		);
	});

	it('points at the parameter to look at', () => {
		expect(meaning(`${V3}INVALIDPAGINATIONEXCEPTION`).parameter).toBe('pagination');
		const codes = [`${V3}ACCESSDENIEDEXCEPTION`, 'overtaken', 'busy', 'ambiguous-name'];
		expect(codes.map((code) => meaning(code).parameter)).toEqual(codes.map(() => 'record'));
	});

	it('one says what to do by itself, and some need nothing before them', () => {
		const codesWith = (column: 'textSaysNext' | 'standsAlone') =>
			ERRORS.filter((row) => row[column] && !row.methods).map(({ code }) => code);
		expect(codesWith('textSaysNext')).toEqual(['bad-credential']);
		expect(codesWith('standsAlone')).toEqual([
			'ambiguous-name',
			`${V3}ENTITYNOTFOUNDEXCEPTION`,
			`${V3}INVALIDSELECTEXCEPTION`,
			`${V3}UNKNOWNDTOPROPERTYEXCEPTION`,
			'not-connected',
		]);
	});

	it('a code that is not known is a refusal; with a status of 5xx, a fault of the server', () => {
		expect(meaning('NEW', 499)).toEqual({
			what: 'Bitrix24 rejected the request',
			next: 'See Bitrix24’s answer for the reason.',
		});
		expect(meaning('NEW')).toEqual(meaning('NEW', 499));
		expect(meaning('NEW', 500)).toMatchObject({
			what: 'Bitrix24 had an internal server issue',
			outcomeUnknown: true,
		});
	});

	it('a status of 5xx leaves it unclear what was done, unless the code is known to come with it', () => {
		const isUnclear = (code: string, status: number) => meaning(code, status).outcomeUnknown === true;
		expect(isUnclear('OVERLOAD_LIMIT', 503)).toBe(false);
		expect(isUnclear('OVERLOAD_LIMIT', 500)).toBe(true);
		expect(isUnclear('ACCESS_DENIED', 502)).toBe(true);
		expect(isUnclear('ACCESS_DENIED', 499)).toBe(false);
		expect(meaning('OVERLOAD_LIMIT', 500).concerns).toBe('all');
	});

	it('what was not sent is never unclear', () => {
		for (const [code, status] of [['timeout'], ['NEW', 500], ['INTERNAL_SERVER_ERROR', 500]] as const) {
			expect(meaning(code, status, 'profile', true).outcomeUnknown).toBeUndefined();
		}
	});
});
