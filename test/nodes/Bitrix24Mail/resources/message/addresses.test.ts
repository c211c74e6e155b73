import fc from 'fast-check';
import {
	isMaybeCut,
	parseAddresses,
	sameAddress,
	wholeAddresses,
} from '../../../../../nodes/Bitrix24Mail/resources/message/addresses';
import { propertyRuns } from '../../../../support/property';

const { parameters, timeoutMs } = propertyRuns(1_000);

const ann = { address: 'ann@example.com', name: null };
const annLee = { ...ann, name: 'Ann Lee' };
const bob = { address: 'bob@example.com', name: null };

const atom = fc.stringMatching(/^[a-z0-9_+'-]{1,10}$/).filter((text) => !text.startsWith("'"));
const address = fc
	.tuple(atom, atom, fc.constantFrom('com', 'example.org', 'рф'))
	.map(([local, domain, end]) => `${local}@${domain}.${end}`);
/** Names of several words, with all that is special in a header. */
const name = fc
	.array(
		fc.string({
			unit: fc.constantFrom('a', 'é', '日', '😀', '"', '\\', ',', ';', '<', '>', '(', ')', ':', '@', "'"),
			minLength: 1,
		}),
		{
			minLength: 1,
			maxLength: 3,
		},
	)
	.map((words) => words.join(' '))
	.filter((text) => !/^'.*'$/.test(text));

/** As mail programs write it. */
const written = (one: { address: string; name: string | null }) =>
	one.name === null ? one.address : `"${one.name.replace(/["\\]/g, '\\$&')}" <${one.address}>`;

describe('The addresses in a header', () => {
	it.each<[string, unknown[]]>([
		['ann@example.com', [ann]],
		['<ann@example.com>', [ann]],
		['Ann Lee <ann@example.com>', [annLee]],
		['"Ann Lee" <ann@example.com>', [annLee]],
		["'Ann Lee' <ann@example.com>", [annLee]],
		['Ann  Lee\r\n <ann@example.com>', [annLee]],
		['Ann Lee<ann@example.com>', [annLee]],
		['ann@example.com(Ann Lee)', [annLee]],
		['ann(Lee)@example.com', []],
		['ann@example.com (Ann Lee)', [annLee]],
		['Ann Lee (Sales, EU) <ann@example.com>', [annLee]],
		['"Lee, Ann" <ann@example.com>, bob@example.com', [{ ...ann, name: 'Lee, Ann' }, bob]],
		['"Ann \\"A\\" Lee \\\\" <ann@example.com>', [{ ...ann, name: 'Ann "A" Lee \\' }]],
		['ann@example.com,bob@example.com,', [ann, bob]],
		['ann@example.com; bob@example.com', [ann, bob]],
		['Team: Ann Lee <ann@example.com>, bob@example.com;', [annLee, bob]],
		['Team: ann@example.com;, bob@example.com', [ann, bob]],
		['Sales Team: ann@example.com;', [ann]],
		['undisclosed-recipients:;', []],
		['"ann@example.com" <ann@example.com>', [{ ...ann, name: 'ann@example.com' }]],
		["'ann@example.com'", [ann]],
		['<mailto:ann@example.com>', [ann]],
		['"ann lee"@example.com', [{ address: '"ann lee"@example.com', name: null }]],
		['ann+news@sub.example.com', [{ address: 'ann+news@sub.example.com', name: null }]],
		['анна@пример.рф', [{ address: 'анна@пример.рф', name: null }]],
		['root@localhost', [{ address: 'root@localhost', name: null }]],
		['root@[192.0.2.1]', [{ address: 'root@[192.0.2.1]', name: null }]],
		['Анна Ли 😀 <ann@example.com>', [{ ...ann, name: 'Анна Ли 😀' }]],
		[':f09f9880: Ann Lee <ann@example.com>', [annLee]],
	])('%s', (header, addresses) => expect(parseAddresses(header)).toEqual(addresses));

	it.each<[string, unknown[]]>([
		['Ann Lee <ann@example.com', [annLee]],
		['Ann Lee <ann@example.com, Bob <bob@example.com>', [annLee, { ...bob, name: 'Bob' }]],
		['Ann Lee ann@example.com', [annLee]],
		['Ann "Lee <ann@example.com>, bob@example.com', [{ ...ann, name: 'Ann "Lee' }, bob]],
		['Ann Lee <ann@example.com> <ann@example.org>', [annLee]],
		['Ann Lee <> ann@example.com', [annLee]],
		['Lee, Ann <ann@example.com>', [{ ...ann, name: 'Lee, Ann' }]],
		['bob@example.com, Lee, Ann <ann@example.com>', [bob, { ...ann, name: 'Lee, Ann' }]],
		['Ann (Lee <ann@example.com>', [{ ...ann, name: 'Ann (Lee' }]],
		['Ann Lee', []],
		['Ann Lee <>', []],
		['MAILER-DAEMON', []],
		['@', []],
		['ann@', []],
		['@example.com', []],
		['ann@@example.com', []],
		['ann@bob@example.com', []],
		['"call ann@example.com now"', []],
		['"ann@example.com', []],
		['', []],
		[' ,;, ', []],
	])('as far as they can be recognised: %s', (header, addresses) =>
		expect(parseAddresses(header)).toEqual(addresses),
	);

	it.each([undefined, null, 15, true, {}, ['ann@example.com']])('none in %j', (header) =>
		expect(parseAddresses(header)).toEqual([]),
	);

	it(
		'come back as they were written, with any names',
		() => {
			const one = fc.record({ address, name: fc.option(name) });
			const separator = fc.constantFrom(',', ', ', ',\r\n ', ' ; ');
			fc.assert(
				fc.property(fc.array(one), separator, (all, between) => {
					expect(parseAddresses(all.map(written).join(between))).toEqual(all);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'never throw, and are nothing that was not there',
		() => {
			const pieces = fc.constantFrom(
				'"',
				'\\',
				'<',
				'>',
				'(',
				')',
				'()',
				'(a)',
				',',
				';',
				':',
				'@',
				"'",
				' ',
				'\n',
				'a',
				'b.c',
				'é',
			);
			fc.assert(
				fc.property(
					fc.oneof(
						fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
						fc.string(),
					),
					(header) => {
						for (const { address: found, name: itsName } of parseAddresses(header)) {
							expect(found).toMatch(/^.+@[^@]+$/);
							expect(header.replace(/["'\\]/g, '')).toContain(found.replace(/["'\\]/g, ''));
							expect(itsName).not.toBe('');
						}
					},
				),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it.each([
		'<',
		'"',
		',',
		'\\',
		'\\"',
		'(',
		')',
		'(\\',
		'"\\',
		':',
		'@',
		'@:',
		"'",
		' ',
		'a',
		'a,',
		'a@b.c,',
		'<a@b.c>',
		'"a",',
		'a\n',
		'((',
		'<@',
	])('take no longer than their length asks for: %j, again and again', (piece) => {
		const header = `x@y.z ${piece.repeat(200_000 / piece.length)} x@y.z`;
		const startedAt = performance.now();
		parseAddresses(header);
		wholeAddresses(header);
		// A tenth of a second; were it to grow with the square of the length, it would be minutes.
		expect(performance.now() - startedAt).toBeLessThan(10_000);
	});

	it('are found in a megabyte of anything', () => {
		const header = '"a\\" (b <c@d.ef>, :;'.repeat(50_000);
		expect(parseAddresses(`${header}, Ann Lee <ann@example.com>`).at(-1)?.address).toBe('ann@example.com');
	});
});

describe('A header that may be cut', () => {
	/** As long as the column, ending as a list that was cut off ends. */
	const cutTo = (text: string, length = 255) => text.padEnd(length, 'x').slice(0, length);

	it.each([
		['a short one', 'ann@example.com', false],
		['one character less', 'x'.repeat(254), false],
		['as long as the column', 'x'.repeat(255), true],
		['longer', 'x'.repeat(300), true],
		['of characters that take two places in JavaScript, but one here', 'é'.repeat(254), false],
		['with emojis, which are stored as ten characters', '😀'.repeat(25) + 'x'.repeat(4), false],
		['with one more', '😀'.repeat(25) + 'x'.repeat(5), true],
		['no text', null, false],
	])('%s: %#', (_what, header, is) => expect(isMaybeCut(header)).toBe(is));

	it('has all addresses when it is short', () => {
		expect(wholeAddresses('ann@example.com, bob@example.com')).toEqual([ann, bob]);
		expect(wholeAddresses('Ann Lee <ann@example.com')).toEqual([annLee]);
		expect(wholeAddresses(null)).toEqual([]);
	});

	it.each([
		['in the last address', cutTo('ann@example.com, bob@example.com, bob@example.')],
		['in a name', cutTo('ann@example.com, bob@example.com, Bob ')],
		[
			'in a quoted name with addresses in it',
			cutTo('ann@example.com, bob@example.com, "bob@example.org, carl@example.org, '),
		],
		['in a comment', cutTo('ann@example.com, bob@example.com, (bob@example.org, carl@example.org, ')],
		['after a comma', `${cutTo('ann@example.com, bob@example.com, ', 254)},`],
		['between entries', `${'ann@example.com, bob@example.com'.padEnd(254)},`],
	])('loses the entry that was cut %s', (_where, header) => {
		expect(isMaybeCut(header)).toBe(true);
		expect(wholeAddresses(header).filter(({ address: found }) => !found.includes('xxx'))).toEqual([ann, bob]);
	});

	it(
		'never yields an address that was not in it, wherever it was cut',
		() => {
			const one = fc.record({ address, name: fc.option(name) });
			fc.assert(
				fc.property(fc.array(one, { minLength: 8, maxLength: 20 }), (all) => {
					const whole = all.map(written).join(', ');
					const cut = [...whole].slice(0, 255).join('');
					const found = wholeAddresses(cut);
					expect(found).toEqual(all.slice(0, found.length));
					if (isMaybeCut(cut)) expect(found.length).toBeLessThan(all.length);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);
});

it.each([
	['ann@example.com', 'Ann@Example.COM', true],
	['ann@example.com', ' ann@example.com ', true],
	['АННА@пример.рф', 'анна@ПРИМЕР.рф', true],
	['ann@example.com', 'ann@example.org', false],
	['ann@example.com', 'ann+x@example.com', false],
])('%s and %s are the same address: %j', (a, b, are) => expect(sameAddress(a, b)).toBe(are));
