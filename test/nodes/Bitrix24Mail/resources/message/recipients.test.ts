import fc from 'fast-check';
import { InputError, type ItemContext } from '../../../../../nodes/Bitrix24Mail/execution/operation';
import {
	checkRecipient,
	copyRecipients,
	isAddress,
	optionalRecipients,
	recipients,
	splitRecipients,
} from '../../../../../nodes/Bitrix24Mail/resources/message/recipients';
import { propertyRuns } from '../../../../support/property';

const { parameters, timeoutMs } = propertyRuns(2_000);

const NO_CONTEXT = {} as ItemContext;

const problemOf = (act: () => unknown) => {
	try {
		act();
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		expect((error as InputError).advice).toMatch(/^[A-Z].*\.$/);
		return (error as InputError).problem;
	}
	return undefined;
};

/**
 * What Bitrix24 makes of an entry: the address, or undefined for what it looks up as a name (vendor’s source: `check_email` in
 * `main/tools.php`, as it stands there).
 */
function addressForBitrix24(entry: string): string | undefined {
	const inBrackets = /.*?[<[(](.*?)[>\])].*/i.exec(entry.trim())?.[1];
	const email = inBrackets !== undefined && inBrackets !== '' ? inBrackets : entry.trim();
	const atom = "\\p{L}=_0-9a-z+~'!$&*^`|#%\\/?{}\\-";
	const domain = '\\p{L}a-z0-9\\-';
	const pattern = new RegExp(`^[${atom}]+(\\.[${atom}]+)*@(([${domain}]+\\.)+)([${domain}]{2,20})$`, 'ui');
	return [...email].length <= 320 && pattern.test(email) ? email : undefined;
}

describe('Recipients that a user entered', () => {
	it.each<[string, unknown, string[]]>([
		['one', 'ann@example.com', ['ann@example.com']],
		['commas', 'a@x.org, b@x.org,c@x.org', ['a@x.org', 'b@x.org', 'c@x.org']],
		['semicolons', 'a@x.org; b@x.org;', ['a@x.org', 'b@x.org']],
		['line breaks', 'a@x.org\r\nb@x.org\n\nc@x.org\rd@x.org', ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org']],
		['a comma in a quoted name', '"Lee, Ann" <a@x.org>, b@x.org', ['"Lee, Ann" <a@x.org>', 'b@x.org']],
		['an escaped quote in a name', '"A \\", B" <a@x.org>, b@x.org', ['"A \\", B" <a@x.org>', 'b@x.org']],
		['an open quote', 'A "Lee <a@x.org>, b@x.org', ['A "Lee <a@x.org>', 'b@x.org']],
		['a list', ['a@x.org', 'Ann Lee <b@x.org>'], ['a@x.org', 'Ann Lee <b@x.org>']],
		['a list with several in an entry', ['a@x.org, b@x.org', 'c@x.org'], ['a@x.org', 'b@x.org', 'c@x.org']],
		['a list with empty entries', ['', null, undefined, ' ', 'a@x.org'], ['a@x.org']],
		['a list as JSON', ' ["a@x.org", "Ann Lee <b@x.org>"] ', ['a@x.org', 'Ann Lee <b@x.org>']],
		['what only looks like JSON', "['a@x.org', 'b@x.org']", ["['a@x.org'", "'b@x.org']"]],
		['nothing', '', []],
		['blanks and commas', ' ,; \n', []],
		['none', undefined, []],
		['null', null, []],
		['an empty list', [], []],
		['an empty list as JSON', '[]', []],
	])('%s', (_what, value, entries) => expect(splitRecipients(value)).toEqual(entries));

	it.each<[unknown, string]>([
		[15, 'a value of type number'],
		[true, 'a value of type boolean'],
		[{ email: 'a@x.org' }, 'a value of type object'],
		[[{ email: 'a@x.org' }], 'a value of type object'],
		['[{"email": "a@x.org"}]', 'a value of type object'],
		[[['a@x.org']], 'a list'],
	])('%j is refused', (value, what) => {
		expect(problemOf(() => splitRecipients(value))).toBe(
			`must be text or a list of texts, but contains ${what}`,
		);
	});
});

describe('A recipient', () => {
	it.each([
		'ann@example.com',
		'Ann.Lee+news@mail.example.co.uk',
		"o'neil@example.com",
		'анна@пример.рф',
		'ann@müller.example',
		'ann@xn--mller-kva.example',
		'Ann Lee <ann@example.com>',
		'"Lee, Ann" <ann@example.com>',
		'"ann@example.com" <ann@example.com>',
		'Анна Ли <ann@example.com>',
		'日本 😀 <ann@example.com>',
		'Dr. Ann O’Neil-Lee <ann@example.com>',
	])('goes as it is: %s', (entry) => expect(checkRecipient(entry)).toBe(entry));

	it.each([
		['has no name', '<ann@example.com>'],
		['has brackets, in which Bitrix24 would look for the address', 'Ann (Sales) <ann@example.com>'],
		['has brackets', '"Ann [Sales]" <ann@example.com>'],
		['has an address in brackets', 'Ann (bob@example.com) <ann@example.com>'],
		['has an address in quoted brackets', '"Ann <bob@example.com>" <ann@example.com>'],
		['has a quote in it', '"Ann \\"A\\" Lee" <ann@example.com>'],
		['is quoted in part', 'Ann "A" Lee <ann@example.com>'],
		['is an address without quotes', 'ann@example.org <ann@example.com>'],
		['has half an emoji', 'Ann \ud83d <ann@example.com>'],
	])('goes without its name, when that %s', (_what, entry) =>
		expect(checkRecipient(entry)).toBe('ann@example.com'),
	);

	it('goes without unneeded blanks', () => {
		expect(checkRecipient('Ann Lee  < ann@example.com >')).toBe('Ann Lee <ann@example.com>');
	});

	it.each([
		'Ann Lee',
		'ann',
		'ann@',
		'@example.com',
		'ann@localhost',
		'ann@example',
		'ann@example.c',
		'ann@.com',
		'ann@example..com',
		'ann@example.com.',
		'.ann@example.com',
		'ann.@example.com',
		'an..n@example.com',
		'ann@bob@example.com',
		'ann lee@example.com',
		'ann@exam ple.com',
		'ann@exa_mple.com',
		'ann@[192.0.2.1]',
		'"ann lee"@example.com',
		'Ann Lee ann@example.com',
		'Ann Lee <ann@example.com',
		'Ann Lee <ann>',
		'Ann Lee <>',
		'Ann Lee <ann@example.com> (Sales)',
		'ann@example.com (Ann Lee)',
		'Ann <bob@example.com> <ann@example.com>',
		'Ann "Lee <ann@example.com>',
		'mailto:ann@example.com',
		'Ann\u0000Lee <ann@example.com>',
		'"Ann\nLee" <ann@example.com>',
		'ann@example.com\u007f',
		"'ann@example.com'@",
		'an\ud83dn@example.com',
		'e\u0301va@example.com',
	])('is refused by its name: %j', (entry) => {
		expect(problemOf(() => checkRecipient(entry))).toBe(`contains “${entry}”, which is not an email address`);
	});

	it('is refused when it is too long, and the error stays short', () => {
		expect(checkRecipient(`${'a'.repeat(308)}@example.com`)).toHaveLength(320);
		expect(problemOf(() => checkRecipient(`${'a'.repeat(309)}@example.com`))!.length).toBeLessThan(120);
		expect(problemOf(() => checkRecipient(`${'"'.repeat(1e7)}@example.com`))!.length).toBeLessThan(120);
	});

	it(
		'that goes is an address to Bitrix24 and the one that was meant, whatever was entered',
		() => {
			const piece = fc.constantFrom(
				'ann@example.com',
				'b.c',
				'b@c.de',
				'@',
				'.',
				'<',
				'>',
				'(',
				')',
				'[',
				']',
				'"',
				'\\',
				',',
				' ',
				'a',
				'é',
				'\n',
			);
			const entries = fc.oneof(
				fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join('')),
				fc.array(piece, { maxLength: 8 }).map((pieces) => `${pieces.join('')} <ann@example.com>`),
				fc.emailAddress(),
			);
			fc.assert(
				fc.property(entries, (entry) => {
					let sent: string;
					try {
						sent = checkRecipient(entry.trim());
					} catch {
						return;
					}
					const meant = entry.includes('<') ? /<([^<>]*)>\s*$/.exec(entry)![1]!.trim() : entry.trim();
					expect(addressForBitrix24(sent)).toBe(meant);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'is refused only when it is none to Bitrix24 either',
		() => {
			fc.assert(
				fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
					const entry = text.trim();
					if (/[<[(]/.test(entry)) return;
					expect(isAddress(entry)).toBe(addressForBitrix24(entry) !== undefined);
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);
});

describe('The recipients of a message', () => {
	it('are a list for Bitrix24', () => {
		const value = 'ann@example.com, "Ann (Sales)" <bob@example.com>';
		for (const rule of [recipients, optionalRecipients]) {
			expect(rule(value, NO_CONTEXT)).toEqual(['ann@example.com', 'bob@example.com']);
		}
	});

	it.each([undefined, '', ' , ', [], '[]', [null]])('%j is refused where there must be one', (value) => {
		expect(problemOf(() => recipients(value, NO_CONTEXT))).toBe('is empty');
		expect(optionalRecipients(value, NO_CONTEXT)).toBeUndefined();
	});

	it('are refused by the first that is none', () => {
		const problem = 'contains “Ann Lee”, which is not an email address';
		expect(problemOf(() => recipients('ann@example.com, Ann Lee, Bob', NO_CONTEXT))).toBe(problem);
		expect(problemOf(() => optionalRecipients(['Ann Lee'], NO_CONTEXT))).toBe(problem);
		expect(problemOf(() => recipients('Lee, Ann <ann@example.com>', NO_CONTEXT))).toContain('“Lee”');
	});
});

describe('Those who get a copy', () => {
	it('keep a name that needs no encoding', () => {
		expect(copyRecipients('Ann Lee <ann@example.com>, ben@example.com', NO_CONTEXT)).toEqual([
			'Ann Lee <ann@example.com>',
			'ben@example.com',
		]);
		expect(copyRecipients('', NO_CONTEXT)).toBeUndefined();
	});

	it.each(['Jörg <joerg@example.com>', 'Анна Ли <joerg@example.com>'])(
		'are named by address alone: %s',
		(entry) => {
			expect(copyRecipients(entry, NO_CONTEXT)).toEqual(['joerg@example.com']);
		},
	);
});
