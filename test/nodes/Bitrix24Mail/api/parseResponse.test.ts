import { callOf, type Call } from '../../../../nodes/Bitrix24Mail/api/call';
import type { ResultShape } from '../../../../nodes/Bitrix24Mail/api/methods';
import {
	outcomeOf,
	parseError,
	parseResponse,
	parseResult,
	type HttpResponse,
} from '../../../../nodes/Bitrix24Mail/api/response';

const NONE = 'not-an-answer';

/** The error that a response is. */
function errorIn(response: HttpResponse) {
	const reply = parseResponse(response);
	return reply.ok ? undefined : reply.error;
}

describe('Telling an answer from an error', () => {
	it('what has a result is an answer, whatever the status', () => {
		for (const status of [200, 299, 400, 401, 500]) {
			const body = { result: null, time: { start: 1 } };
			expect(parseResponse({ status, body })).toEqual({ ok: true, status, body });
		}
	});

	it.each([299, 300, 399, 400])('%i: a redirect has a status from 300 to 399', (status) => {
		const error = errorIn({ status, body: { result: 1 } });
		expect(error?.code).toBe(status === 300 || status === 399 ? 'redirect' : undefined);
	});

	it('a redirect says where it leads, as far as that is known, cut when it is long', () => {
		const movedTo = 'new.example.com';
		expect(errorIn({ status: 302, body: '<html>', movedTo })).toEqual({
			code: 'redirect',
			text: 'The redirect leads to new.example.com.',
			status: 302,
		});
		expect(errorIn({ status: 302, body: '' })).toEqual({ code: 'redirect', text: '', status: 302 });
		const long = errorIn({ status: 302, body: '', movedTo: 'a'.repeat(1_001) });
		expect(long?.text).toBe(`The redirect leads to ${'a'.repeat(1_000)}….`);
	});

	it.each([
		['<html><title> Closed </title>', 'Closed'],
		['\n\t <!DOCTYPE html><TITLE lang="en">Closed</TITLE>', 'Closed'],
		['<html></html>', ''],
		['<title></title>', ''],
		[`<${' '.repeat(9_980)}><title>a</title>`, 'a'],
		[`<${' '.repeat(9_999)}><title>a</title>`, ''],
	])('a web page is told by its first character, and has its title for a text', (body, text) => {
		expect(errorIn({ status: 502, body })).toEqual({ code: 'html-page', text, status: 502 });
	});

	it('a title ends after 200 characters, and so do its attributes', () => {
		const page = (attributes: number, title: number) =>
			errorIn({
				status: 200,
				body: `<title${' '.repeat(attributes)}>${'a'.repeat(title)}</title>`,
			})?.text.length;
		expect(page(200, 200)).toBe(200);
		expect(page(0, 201)).toBe(200);
		expect(page(201, 1)).toBe(0);
	});

	it.each([undefined, null, '', 'text < more', 5, true, [], [{ result: 1 }], ['<html>'], {}, { results: 1 }])(
		'%j is no answer',
		(body) => expect(errorIn({ status: 200, body })).toEqual({ code: NONE, text: '', status: 200 }),
	);

	it('what has an error is one, though it has a result, too', () => {
		expect(errorIn({ status: 200, body: { result: 1, error: 'X', error_description: 'x' } })).toEqual({
			code: 'X',
			text: 'x',
			status: 200,
		});
		expect(errorIn({ status: 200, body: { result: 1, error: null } })).toMatchObject({ code: '' });
	});
});

describe('Reading an error', () => {
	it('in the shape of v1', () => {
		expect(parseError({ error: 'ERROR_CORE', error_description: 'no' }, 400)).toEqual({
			code: 'ERROR_CORE',
			text: 'no',
			status: 400,
		});
		expect(parseError({ error: 5 })).toEqual({ code: '5', text: '', status: undefined });
	});

	it('in the shape of REST 3.0, with the fields that it did not like', () => {
		const validation = [{ field: 'id', message: 'Mandatory' }, 'noise', null, { field: 5 }];
		expect(parseError({ error: { code: 'C', message: 'm', validation } }, 400)).toEqual({
			code: 'C',
			text: 'm',
			status: 400,
			validation: [
				{ field: 'id', message: 'Mandatory' },
				{ field: '5', message: '' },
			],
		});
	});

	it.each([[[]], [['noise']], ['text'], [{ field: 'id' }], [undefined]])(
		'%j names no fields',
		(validation) => {
			expect(parseError({ error: { code: 'C', message: 'm', validation } }, 400)).toEqual({
				code: 'C',
				text: 'm',
				status: 400,
			});
		},
	);

	it('of a thousand fields, twenty are enough', () => {
		const validation = Array.from({ length: 1_000 }, (_, index) => ({ field: index, message: '' }));
		expect(parseError({ error: { code: 'C', validation } }).validation).toHaveLength(20);
	});

	it('texts are cut after 1,000 characters, codes and fields as well', () => {
		const long = 'a'.repeat(1_001);
		const cut = `${'a'.repeat(1_000)}…`;
		expect(parseError({ error: long, error_description: long })).toMatchObject({ code: cut, text: cut });
		const validation = [{ field: long, message: long }];
		expect(parseError({ error: { code: long, message: long, validation } })).toMatchObject({
			code: cut,
			text: cut,
			validation: [{ field: cut, message: cut }],
		});
		const fits = 'a'.repeat(1_000);
		expect(parseError({ error: fits }).code).toBe(fits);
	});

	it('a portal that says a code of the node’s own is not taken for the node', () => {
		expect(parseError({ error: 'withheld' }).code).toBe('withheld (Bitrix24)');
		expect(parseError({ error: { code: 'timeout' } }).code).toBe('timeout (Bitrix24)');
		expect(parseError({ error: 'withheld!' }).code).toBe('withheld!');
	});
});

describe('What stands under result', () => {
	const withShape = (shape: ResultShape): Call => {
		const call = callOf('profile');
		return { ...call, spec: { ...call.spec, shape } };
	};
	const NOTHING = undefined;

	it.each<[ResultShape, unknown, unknown]>([
		['list', [{ ID: 1 }], [{ ID: 1 }]],
		['list', [], []],
		['list', { 1: { ID: 1 }, 3: { ID: 2 } }, [{ ID: 1 }, { ID: 2 }]],
		['list', [{ ID: 1 }, 'noise'], NOTHING],
		['list', { 1: 'noise' }, NOTHING],
		['list', 'text', NOTHING],
		['list', null, NOTHING],
		['record', { ID: 1 }, { ID: 1 }],
		['record', [], NOTHING],
		['record', null, NOTHING],
		['id', 7, 7],
		['id', '7', 7],
		['id', '9007199254740991', 9007199254740991],
		['id', '9007199254740992', NOTHING],
		['id', 0, NOTHING],
		['id', '07', NOTHING],
		['id', '7a', NOTHING],
		['id', '1e3', NOTHING],
		['id', '7 ', NOTHING],
		['id', 'a7', NOTHING],
		['id', -7, NOTHING],
		['id', 1.5, NOTHING],
		['id', true, NOTHING],
		['id', [7], NOTHING],
		['done', true, true],
		['done', false, NOTHING],
		['done', 1, NOTHING],
		['done', 'true', NOTHING],
		['names', ['mail', ''], ['mail', '']],
		['names', { 2: 'mail' }, ['mail']],
		['names', ['mail', 1], NOTHING],
		['names', 'mail', NOTHING],
		['item', { item: { id: 1 } }, { id: 1 }],
		['item', { item: [] }, NOTHING],
		['item', { id: 1 }, NOTHING],
		['item', null, NOTHING],
		['items', { items: [{ id: 1 }] }, [{ id: 1 }]],
		['items', { items: { 0: { id: 1 } } }, NOTHING],
		['items', { items: ['noise'] }, NOTHING],
		['items', [], NOTHING],
		['items', null, NOTHING],
	])('%s: %j is %j', (shape, result, payload) => {
		expect(parseResult(withShape(shape), result, 207)).toEqual(
			payload === NOTHING
				? { ok: false, error: { code: NONE, text: '', status: 207 } }
				: { ok: true, payload },
		);
	});

	it('a record that names itself by another ID is another item’s', () => {
		const get = (params: Record<string, unknown>) => callOf('mailservice.get', params);
		const other = {
			ok: false,
			error: { code: NONE, text: 'The answer is about another record.', status: 200 },
		};
		expect(parseResult(get({ ID: 7 }), { ID: '8' }, 200)).toEqual(other);
		expect(parseResult(get({}), { ID: '8' }, 200)).toEqual(other);
		for (const ID of ['7', 7, '', null, undefined]) {
			expect(parseResult(get({ ID: 7 }), { ID }, 200)).toEqual({ ok: true, payload: { ID } });
		}
	});

	it('names are the same in any case', () => {
		const field = callOf('mail.mailbox.field.get', { name: 'SenderName' });
		expect(parseResult(field, { item: { name: 'senderNAME' } }, 200)).toMatchObject({ ok: true });
		expect(parseResult(field, { item: { name: 'sender' } }, 200)).toMatchObject({ ok: false });
	});

	it('what is no record has no ID to compare, and a method without records none either', () => {
		expect(parseResult(callOf('mailservice.update', { ID: 7 }), true, 200)).toMatchObject({ ok: true });
		expect(parseResult(callOf('mailservice.fields'), { ID: 'ID' }, 200)).toMatchObject({ ok: true });
	});
});

describe('The outcome of a call that travelled alone', () => {
	const refused = (code: string, status?: number) =>
		({ ok: false, error: { code, text: '', status } }) as const;

	it('is the payload of the answer, with its status for an error', () => {
		const call = callOf('mailservice.get', { ID: 7 });
		const reply = (result: unknown) => ({ ok: true, status: 203, body: { result } }) as const;
		expect(outcomeOf(call, reply({ ID: '7' }))).toEqual({ ok: true, payload: { ID: '7' } });
		expect(outcomeOf(call, reply('7'))).toMatchObject({ error: { code: NONE, status: 203 } });
	});

	it('of a list that says “there are none” by an error, is an empty list', () => {
		const list = callOf('mailservice.list');
		expect(outcomeOf(list, refused('ERROR_CORE', 400))).toEqual({ ok: true, payload: [] });
		for (const error of [refused('ERROR_CORE', 500), refused('ERROR_CORE'), refused('OTHER', 400)]) {
			expect(outcomeOf(list, error)).toEqual(error);
		}
		const get = refused('ERROR_CORE', 400);
		expect(outcomeOf(callOf('mailservice.get', { ID: 7 }), get)).toEqual(get);
	});
});
