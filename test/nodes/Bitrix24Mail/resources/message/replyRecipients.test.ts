import fc from 'fast-check';
import { InputError } from '../../../../../nodes/Bitrix24Mail/execution/operation';
import {
	replyRecipients,
	type Recipients,
	type ReplyOptions,
} from '../../../../../nodes/Bitrix24Mail/resources/message/replyRecipients';
import { propertyRuns } from '../../../../support/property';

const { parameters, timeoutMs } = propertyRuns(2_000);

const ANN = 'Ann Lee <ann@example.com>';
const OWN = ['me@example.org', 'sales@example.org'];
const TO = '"Me, Myself" <ME@example.org>, Bob <bob@example.com>, carl@example.com';
const CC = 'dora@example.com, Sales@Example.org, bob@example.com';

const reply = ({ original, ...options }: Partial<ReplyOptions>) =>
	replyRecipients({ original: { from: ANN, to: TO, cc: CC, ...original }, own: OWN, all: false, ...options });

const problemOf = (options: Partial<ReplyOptions>) => {
	try {
		reply(options);
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		expect((error as InputError).advice).toMatch(/^[A-Z].*\.$/);
		return (error as InputError).problem;
	}
	return undefined;
};

/** The original, as far as it is another one. */
const of = (original: Partial<ReplyOptions['original']>) => ({
	original: { from: ANN, to: TO, cc: CC, ...original },
});

/** As long as the column that Bitrix24 keeps headers in. */
const LONG = Array.from({ length: 20 }, (_none, index) => `person${index}@example.com`)
	.join(', ')
	.slice(0, 255);

describe('A reply', () => {
	it.each<[string, Partial<ReplyOptions>, Recipients]>([
		['goes to the sender', {}, { to: ['ann@example.com'], cc: [], bcc: [] }],
		[
			'to all goes to the sender and to the others where they stood, but not to oneself',
			{ all: true },
			{ to: ['ann@example.com', 'bob@example.com', 'carl@example.com'], cc: ['dora@example.com'], bcc: [] },
		],
		[
			'to one’s own message goes to those to whom it went',
			of({ from: 'Me <Me@Example.org>' }),
			{ to: ['bob@example.com', 'carl@example.com'], cc: [], bcc: [] },
		],
		[
			'to all, to one’s own message, goes to its copies, too',
			{ ...of({ from: 'sales@example.org' }), all: true },
			{ to: ['bob@example.com', 'carl@example.com'], cc: ['dora@example.com'], bcc: [] },
		],
		[
			'goes to others in place of the sender',
			{ sendTo: ['Eve <eve@example.com>'] },
			{ to: ['Eve <eve@example.com>'], cc: [], bcc: [] },
		],
		[
			'to all goes to others in place of the sender only',
			{ sendTo: ['eve@example.com'], all: true },
			{ to: ['eve@example.com', 'bob@example.com', 'carl@example.com'], cc: ['dora@example.com'], bcc: [] },
		],
		[
			'goes to copies that the user adds',
			{ ccList: ['eve@example.com'], bccList: ['Fay <fay@example.com>'] },
			{ to: ['ann@example.com'], cc: ['eve@example.com'], bcc: ['Fay <fay@example.com>'] },
		],
		[
			'to all goes to them besides the others',
			{ all: true, ccList: ['eve@example.com'] },
			{
				to: ['ann@example.com', 'bob@example.com', 'carl@example.com'],
				cc: ['eve@example.com', 'dora@example.com'],
				bcc: [],
			},
		],
		[
			'leaves those where the user put them',
			{ all: true, ccList: ['Bob <BOB@example.com>'], bccList: ['dora@example.com'] },
			{
				to: ['ann@example.com', 'carl@example.com'],
				cc: ['Bob <BOB@example.com>'],
				bcc: ['dora@example.com'],
			},
		],
		[
			'goes to nobody twice',
			{
				ccList: ['Ann@Example.com', 'eve@example.com', 'eve@example.com'],
				bccList: ['"Eve" <eve@example.com>'],
			},
			{ to: ['ann@example.com'], cc: ['eve@example.com'], bcc: [] },
		],
		[
			'goes to oneself when the user says so',
			{ sendTo: ['me@example.org'], ccList: ['sales@example.org'] },
			{ to: ['me@example.org'], cc: ['sales@example.org'], bcc: [] },
		],
		[
			'to all has a first recipient even if nobody stood there',
			{ ...of({ from: 'me@example.org', to: 'me@example.org' }), all: true, ccList: ['eve@example.com'] },
			{ to: ['dora@example.com', 'bob@example.com'], cc: ['eve@example.com'], bcc: [] },
		],
		[
			'knows own addresses with names',
			{ own: ['Me <me@example.org>', 'Sales <sales@example.org>'], all: true },
			{ to: ['ann@example.com', 'bob@example.com', 'carl@example.com'], cc: ['dora@example.com'], bcc: [] },
		],
		[
			'does not mind headers that are missing',
			{ ...of({ to: null, cc: undefined }), all: true },
			{ to: ['ann@example.com'], cc: [], bcc: [] },
		],
	])('%s', (_what, options, recipients) => expect(reply(options)).toEqual(recipients));

	describe('is refused when somebody would not get it', () => {
		it.each<[string, Partial<ReplyOptions>, string]>([
			[
				'the list was cut',
				{ ...of({ to: LONG }), all: true },
				'Bitrix24 didn’t store all recipients of the message, so some of them would not get the reply',
			],
			[
				'the copies were cut',
				{ ...of({ cc: LONG }), all: true },
				'Bitrix24 didn’t store all recipients of the message, so some of them would not get the reply',
			],
			[
				'the list of one’s own message was cut',
				of({ from: OWN[0], to: LONG }),
				'Bitrix24 didn’t store all recipients of the message, so some of them would not get the reply',
			],
			[
				'the sender was cut',
				of({ from: `${'x'.repeat(250)} <ann@example.com>` }),
				'The address of the message’s sender may be cut off',
			],
			['the sender has no address', of({ from: 'MAILER-DAEMON' }), 'The message has no sender address'],
			['there is no sender', of({ from: null }), 'The message has no sender address'],
			[
				'there is no sender, also to all',
				{ ...of({ from: '' }), all: true },
				'The message has no sender address',
			],
			[
				'the sender’s address is none to Bitrix24',
				of({ from: 'root@localhost' }),
				'The reply would go to “root@localhost”, which Bitrix24 doesn’t recognize as an email address',
			],
			[
				'that of another recipient is none',
				{ ...of({ cc: 'Root <root@localhost>' }), all: true },
				'The reply would go to “root@localhost”, which Bitrix24 doesn’t recognize as an email address',
			],
			[
				'only oneself is left',
				of({ from: OWN[0], to: 'ME@example.org, sales@example.org' }),
				'The message was sent from your own address to your own address, so there’s nobody to reply to',
			],
			[
				'only oneself is left, besides copies',
				{ ...of({ from: OWN[0], to: OWN[0] }), ccList: ['eve@example.com'] },
				'The message was sent from your own address to your own address, so there’s nobody to reply to',
			],
		])('%s', (_what, options, problem) => expect(problemOf(options)).toBe(problem));
	});

	it.each<[string, Partial<ReplyOptions>]>([
		['others were cut, and only the sender gets it', of({ to: LONG, cc: LONG })],
		[
			'the sender is not known, and others get it',
			{ ...of({ from: null, to: LONG }), sendTo: ['eve@example.com'] },
		],
		[
			'an own address is none to Bitrix24',
			{ ...of({ to: 'me@localhost' }), own: ['me@localhost'], all: true },
		],
		[
			'the sender is one’s own, with an address that is none to Bitrix24',
			{ ...of({ from: 'me@localhost' }), own: ['me@localhost', ...OWN] },
		],
	])('is not refused when %s', (_what, options) => expect(problemOf(options)).toBeUndefined());
});

describe('Whoever wrote to whom', () => {
	const people = ['ann', 'bob', 'carl', 'dora', 'me', 'sales'] as const;
	const domainOf = (person: string) =>
		person === 'me' || person === 'sales' ? 'example.org' : 'example.com';
	/** In upper or lower case, with a name or without. */
	const written = fc
		.tuple(fc.constantFrom(...people), fc.boolean(), fc.constantFrom('', 'Some One', '"One, Some"'))
		.map(([person, isUpper, name]) => {
			const address = `${person}@${domainOf(person)}`;
			const inCase = isUpper ? address.toUpperCase() : address;
			return name === '' ? inCase : `${name} <${inCase}>`;
		});
	const header = fc.array(written, { maxLength: 4 }).map((entries) => entries.join(', '));
	const entered = fc.array(written, { maxLength: 2 });
	const cases = fc.record({
		original: fc.record({ from: written, to: header, cc: header }),
		own: fc.constantFrom(
			OWN,
			OWN.map((one) => one.toUpperCase()),
			[],
		),
		all: fc.boolean(),
		sendTo: entered,
		ccList: entered,
		bccList: entered,
	});
	const bare = (entry: string) => (/<(.*)>/.exec(entry)?.[1] ?? entry).toLowerCase();
	const inHeader = (text: string) => text.match(/[a-z]+@[a-z.]+/gi)?.map((one) => one.toLowerCase()) ?? [];

	const attempt = (options: ReplyOptions) => {
		try {
			return replyRecipients(options);
		} catch (error) {
			expect(error).toBeInstanceOf(InputError);
			return undefined;
		}
	};

	it(
		'the reply goes to everyone once, to nobody else, and never unasked to oneself',
		() => {
			fc.assert(
				fc.property(cases, (options) => {
					const { original, all, sendTo, ccList, bccList } = options;
					const own = options.own.map(bare);
					const isOwn = (address: string) => own.includes(address);
					const byUser = [...sendTo, ...ccList, ...bccList].map(bare);
					const sender = bare(original.from);
					const answered = isOwn(sender) ? inHeader(original.to) : [sender];
					const fromOriginal = [
						...(sendTo.length > 0 ? [] : answered),
						...(all ? [...inHeader(original.to), ...inHeader(original.cc)] : []),
					].filter((address) => !isOwn(address));

					const recipients = attempt(options);
					if (recipients === undefined) {
						// Nobody is left, or only copies are.
						expect([...sendTo, ...fromOriginal.filter((address) => !byUser.includes(address))]).toEqual([]);
						return;
					}
					const got = [...recipients.to, ...recipients.cc, ...recipients.bcc].map(bare);
					expect(recipients.to.length).toBeGreaterThan(0);
					expect(new Set(got).size).toBe(got.length);
					expect([...got].sort()).toEqual([...new Set([...byUser, ...fromOriginal])].sort());
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it(
		'what the user entered stays where it was entered, but for those that stand before it',
		() => {
			fc.assert(
				fc.property(cases, (options) => {
					const recipients = attempt(options);
					if (recipients === undefined) return;
					const [to, cc] = [recipients.to.map(bare), recipients.cc.map(bare)];
					for (const entry of options.sendTo.map(bare)) expect(to).toContain(entry);
					for (const entry of options.ccList.map(bare)) expect([...to, ...cc]).toContain(entry);
					const first = new Set([...options.sendTo, ...options.ccList].map(bare));
					const hidden = options.bccList.map(bare).filter((entry) => !first.has(entry));
					const sender = bare(options.original.from);
					const answered = [sender, ...inHeader(options.original.to)];
					// Nobody who was to be hidden is shown, unless the message itself is answered to them.
					for (const entry of hidden) {
						if (options.sendTo.length > 0 || !answered.includes(entry))
							expect([...to, ...cc]).not.toContain(entry);
					}
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);
});
