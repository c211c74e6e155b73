import fc from 'fast-check';
import { forwardSubject, replySubject } from '../../../../../nodes/Bitrix24Mail/resources/message/subject';
import { propertyRuns } from '../../../../support/property';

const { parameters, timeoutMs } = propertyRuns(1_000);

describe('The subject of a reply', () => {
	it.each([
		'Re: Contract',
		'RE: Contract',
		're:Contract',
		'Re : Contract',
		'Re[2]: Contract',
		'Re (3): Contract',
		'Re^2: Contract',
		'AW: Vertrag',
		'Aw: Vertrag',
		'Antw: Contract',
		'SV: Avtal',
		'R: Contratto',
		'RES: Contrato',
		'Ответ: Договор',
		'ОТВЕТ: Договор',
		'Відповідь: Договір',
		'Odp: Umowa',
		'YNT: Sözleşme',
		'回复：合同',
		'RE: FW: Contract',
	])('is the same when it says so already: %s', (subject) => expect(replySubject(subject)).toBe(subject));

	it.each([
		['Contract', 'Re: Contract'],
		['FW: Contract', 'Re: FW: Contract'],
		['Regarding: Contract', 'Re: Regarding: Contract'],
		['Reply: x', 'Re: Reply: x'],
		['[Sales] Re: Contract', 'Re: [Sales] Re: Contract'],
		['Re Contract', 'Re: Re Contract'],
		['Ref: 15', 'Re: Ref: 15'],
		['  Contract  ', 'Re: Contract'],
		['', 'Re:'],
		['  ', 'Re:'],
		[null, 'Re:'],
		[undefined, 'Re:'],
		[{}, 'Re:'],
		[15, 'Re: 15'],
		['Contract\r\nBcc: bob@example.com', 'Re: Contract Bcc: bob@example.com'],
		['Re: a\nb', 'Re: a b'],
		['Half \ud83d', 'Re: Half \ufffd'],
	])('of %j is %j', (subject, reply) => expect(replySubject(subject)).toBe(reply));
});

describe('The subject of a forwarded message', () => {
	it.each([
		'Fwd: Contract',
		'FW: Contract',
		'fw : Contract',
		'Fwd[2]: x',
		'WG: Vertrag',
		'Пересл: Договор',
		'ENC: Contrato',
		'TR: Contrat',
		'转发：合同',
	])('is the same when it says so already: %s', (subject) => expect(forwardSubject(subject)).toBe(subject));

	it.each([
		['Contract', 'Fwd: Contract'],
		['Re: Contract', 'Fwd: Re: Contract'],
		['Forwarded: x', 'Fwd: Forwarded: x'],
		['', 'Fwd:'],
		[null, 'Fwd:'],
		['a\r\nb', 'Fwd: a b'],
	])('of %j is %j', (subject, forwarded) => expect(forwardSubject(subject)).toBe(forwarded));
});

describe.each([
	['a reply', replySubject, 'Re:'],
	['a forwarded message', forwardSubject, 'Fwd:'],
])('The subject of %s', (_what, make, prefix) => {
	it(
		'says so, holds the original, is one line, and does not grow with each time',
		() => {
			const start = fc.constantFrom('', 'Re:', 'RE: ', 'fwd: ', 'FW:', 'Пересл: ', 'x:', ' ', '\n');
			const subjects = fc.tuple(start, fc.string({ unit: 'grapheme' })).map((parts) => parts.join(''));
			fc.assert(
				fc.property(subjects, (subject) => {
					const made = make(subject);
					const original = subject.replace(/[\r\n]+/g, ' ').trim();
					expect([original, `${prefix} ${original}`.trim()]).toContain(made);
					expect(make(made)).toBe(made);
					expect(made).not.toMatch(/^\s*$|[\r\n]/);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it.each([' ', 'Re', '\n', 'Re ', 'Re[', '1'])('is made at once of a megabyte of %j', (piece) => {
		const startedAt = performance.now();
		for (const subject of [piece.repeat(1e6), `Re${piece.repeat(1e6)}`, `Re[${piece.repeat(1e6)}`])
			make(subject);
		expect(performance.now() - startedAt).toBeLessThan(60_000);
	});
});
