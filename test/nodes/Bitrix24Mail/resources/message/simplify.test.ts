import fc from 'fast-check';
import {
	simplifyMessage,
	type SimplifyOptions,
} from '../../../../../nodes/Bitrix24Mail/resources/message/simplify';
import { propertyRuns } from '../../../../support/property';

const { parameters, timeoutMs } = propertyRuns(1_000);

const FIELDS = ['id', 'mailboxEmail', 'date', 'from', 'fromName', 'to', 'subject', 'body', 'isSeen', 'url'];

const OPTIONS: SimplifyOptions = { offsetMinutes: 180, withBody: true, portal: 'https://portal.example' };

/** As `get` of a portal answers. */
const MESSAGE = {
	id: 15,
	mailboxId: 1,
	mailboxEmail: 'user@example.com',
	subject: 'Contract &amp; terms',
	from: '"Lee, Ann" <ann@example.com>',
	to: 'User <user@example.com>, bob@example.com',
	cc: '',
	date: '2026-05-25 10:00:00',
	isSeen: true,
	hasAttachments: false,
	url: 'https://portal.example/mail/message/15',
	bindings: [],
	body: 'Hello&nbsp;Ann &amp; Bob',
};

const SIMPLE = {
	id: 15,
	mailboxEmail: 'user@example.com',
	date: '2026-05-25T10:00:00+03:00',
	from: 'ann@example.com',
	fromName: 'Lee, Ann',
	to: ['user@example.com', 'bob@example.com'],
	subject: 'Contract &amp; terms',
	body: 'Hello Ann & Bob',
	isSeen: true,
	url: 'https://portal.example/mail/message/15',
};

const bodyOf = (raw: object, options: Partial<SimplifyOptions> = {}) =>
	simplifyMessage(raw, { ...OPTIONS, ...options }).body;

describe('A simplified message', () => {
	it('has what most users want, in its order', () => {
		const simple = simplifyMessage(MESSAGE, OPTIONS);
		expect(simple).toEqual(SIMPLE);
		expect(Object.keys(simple)).toEqual(FIELDS);
	});

	it('of a thread has nulls for what a thread does not give', () => {
		const { id, subject, from, to, cc, date, body } = MESSAGE;
		const simple = simplifyMessage({ id, subject, from, to, cc, date, body }, OPTIONS);
		expect(simple).toEqual({ ...SIMPLE, mailboxEmail: null, isSeen: null, url: null });
	});

	it('has no body when none was asked for', () => {
		expect(bodyOf(MESSAGE, { withBody: false })).toBeNull();
		expect(bodyOf({ ...MESSAGE, body: null })).toBeNull();
		expect(bodyOf({ ...MESSAGE, body: '' })).toBe('');
	});

	it.each<[string, object, object]>([
		['an ID in digits', { id: '15' }, { id: 15 }],
		['no address of the mailbox', { mailboxEmail: '' }, { mailboxEmail: null }],
		[
			'a date with an offset of its own',
			{ date: '2026-05-25T10:00:00.5+02:00' },
			{ date: '2026-05-25T10:00:00+02:00' },
		],
		['no date', { date: '' }, { date: null }],
		['a date that is none', { date: '0000-00-00 00:00:00' }, { date: null }],
		['a bare address', { from: 'ann@example.com' }, { from: 'ann@example.com', fromName: null }],
		['no sender', { from: '' }, { from: null, fromName: null }],
		['no recipients', { to: '' }, { to: [] }],
		['no subject', { subject: '' }, { subject: '' }],
		['a path', { url: '/mail/message/15/' }, { url: 'https://portal.example/mail/message/15/' }],
		['another address', { url: 'http://other.example/x' }, { url: 'http://other.example/x' }],
		['an address without a scheme', { url: '//other.example/x' }, { url: '//other.example/x' }],
		['no address', { url: '' }, { url: null }],
	])('with %s', (_what, raw, simple) => {
		expect(simplifyMessage({ ...MESSAGE, ...raw }, OPTIONS)).toEqual({ ...SIMPLE, ...simple });
	});

	it('has no date when it has no offset and the server’s is not known', () => {
		expect(simplifyMessage(MESSAGE, { withBody: true }).date).toBeNull();
		const date = '2026-05-25T10:00:00-09:30';
		expect(simplifyMessage({ ...MESSAGE, date }, { withBody: true }).date).toBe(date);
	});

	it('keeps a path where the portal is not known, and drops its prefix where it is', () => {
		const url = '/mail/message/15';
		expect(simplifyMessage({ url }, { withBody: false }).url).toBe(url);
		const portal = 'https://portal.example:8443/prefix';
		expect(simplifyMessage({ url }, { withBody: false, portal }).url).toBe(
			'https://portal.example:8443/mail/message/15',
		);
	});

	it('leaves out a recipient whose address may be cut', () => {
		const to = `${'bob@example.com, '.repeat(14)}carl@example.co.uk`.slice(0, 255);
		expect(to).toHaveLength(255);
		expect(simplifyMessage({ to }, OPTIONS).to).toEqual(Array(14).fill('bob@example.com'));
	});

	it('has entities decoded once, also where the server did so itself', () => {
		expect(bodyOf({ body: '&amp;lt;' })).toBe('&lt;');
		expect(bodyOf({ body: '&lt;', truncated: false, bodyLength: 4 })).toBe('&lt;');
		expect(bodyOf({ body: '&amp;lt;', truncated: true })).toBe('&amp;lt;');
	});

	describe('with a limit for its body', () => {
		it.each([
			['shorter', 'Hello', 6, 'Hello'],
			['as long', 'Hello', 5, 'Hello'],
			['longer', 'Hello, Ann', 5, 'Hello… [5 of 10 characters]'],
			['longer by thousands', 'x'.repeat(23_412), 1000, `${'x'.repeat(1000)}… [1,000 of 23,412 characters]`],
			['with characters of two halves', '😀😀😀', 2, '😀😀… [2 of 3 characters]'],
			['as long in characters', '😀😀😀', 3, '😀😀😀'],
			['with entities, which count as the characters they are', '&amp;&amp;', 2, '&&'],
			['none at all', 'Hello', 0, '… [0 of 5 characters]'],
			['empty', '', 0, ''],
		])('that is %s', (_what, body, maxBodyLength, kept) => {
			expect(bodyOf({ body }, { maxBodyLength })).toBe(kept);
		});

		it(
			'keeps whole characters, as many as it says',
			() => {
				const text = fc.string({ unit: 'binary', maxLength: 50 }).filter((body) => !body.includes('&'));
				fc.assert(
					fc.property(text, fc.nat({ max: 60 }), (body, maxBodyLength) => {
						const all = [...body];
						const kept = all.slice(0, maxBodyLength).join('');
						const notice = `… [${maxBodyLength} of ${all.length} characters]`;
						expect(bodyOf({ body }, { maxBodyLength })).toBe(
							all.length > maxBodyLength ? kept + notice : body,
						);
					}),
					parameters as never,
				);
			},
			timeoutMs,
		);
	});

	it(
		'is one whatever the portal sends: fields in their order, of their type or null',
		() => {
			const value = fc.oneof(
				fc.anything(),
				fc.string(),
				fc.constantFrom('15', '1e3', NaN, 1.5, Infinity, -0, {}, []),
			);
			const raw = fc.oneof(
				fc.anything(),
				fc.record(Object.fromEntries(Object.keys(MESSAGE).map((name) => [name, value])), {
					requiredKeys: [],
				}),
			);
			const isText = (found: unknown) => found === null || typeof found === 'string';
			fc.assert(
				fc.property(
					raw,
					fc.boolean(),
					fc.option(fc.nat(), { nil: undefined }),
					(message, withBody, maxBodyLength) => {
						const simple = simplifyMessage(message, { ...OPTIONS, withBody, maxBodyLength });
						expect(Object.keys(simple)).toEqual(FIELDS);
						const { id, to, isSeen, date, ...texts } = simple;
						expect(id === null || Number.isSafeInteger(id)).toBe(true);
						expect(to === null || (Array.isArray(to) && to.every(isText))).toBe(true);
						expect([null, true, false]).toContain(isSeen);
						expect(
							date === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(date as string),
						).toBe(true);
						expect(Object.values(texts).every(isText)).toBe(true);
					},
				),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it('takes nothing from the names that all objects have', () => {
		const raw = JSON.parse('{"__proto__": {"id": 15, "body": "x"}}') as object;
		expect(Object.values(simplifyMessage(raw, OPTIONS))).toEqual(Array(10).fill(null));
	});
});
