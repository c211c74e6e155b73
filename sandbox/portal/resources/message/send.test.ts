import { standingClock } from '../../testing/client';
import { codeOf, complaintOf, idsOf, portalStarter } from '../../testing/portals';

const MAIL = { from: 'sales@example.com', to: ['ann@example.org'], subject: 'Hello', body: '<p>Hi</p>' };

const METHODS = [
	['mail.message.send', MAIL, 'MESSAGE_SEND_FAILED'],
	['mail.message.reply', { ...MAIL, replyToMessageId: 1 }, 'MESSAGE_REPLY_FAILED'],
	['mail.message.forward', { ...MAIL, forwardMessageId: 1 }, 'MESSAGE_FORWARD_FAILED'],
] as const;

describe.each(METHODS)('What %s takes', (method, params, failed) => {
	const start = portalStarter();

	/** The refusals in the order of the checks: with each of them goes all that is checked later, just as wrong. */
	const REFUSALS: Array<[object, string | undefined, string]> = [
		[{ from: '' }, 'MISSING_FROM', 'Parameter "from" is required.'],
		[{ subject: null }, 'MISSING_SUBJECT', 'Parameter "subject" is required.'],
		[{ body: '' }, 'MISSING_BODY', 'Parameter "body" is required.'],
		[{ to: [] }, 'MISSING_TO', 'Parameter "to" is required and must be a non-empty array.'],
		[{ to: 'ann@example.org' }, 'MISSING_TO', 'Parameter "to" is required and must be a non-empty array.'],
		[
			{ to: [' Nobody '] },
			'RESOLVE_RECIPIENTS_ERROR',
			'Recipient "Nobody" not found in address book or among employees.',
		],
		[{ to: ['', '  '] }, 'NO_RECIPIENTS', 'No valid recipients provided.'],
		[
			{ to: ['a@example.org'], cc: Array.from({ length: 10 }, () => 'b@example.org') },
			failed,
			'Total number of recipients (to + cc + bcc) is 11, must not exceed 10.',
		],
		[{ from: 'x@example.com', cc: [] }, failed, 'Sender email is not available for this user.'],
	];

	it('refuses in this order, sends nothing, and has no effect', async () => {
		const { portal, call } = await start();
		for (const [at, [, field, message]] of REFUSALS.entries()) {
			const wrong = Object.assign(
				{},
				...REFUSALS.slice(at)
					.map(([one]) => one)
					.reverse(),
			);
			expect(complaintOf(await call(method, { ...params, ...wrong }))).toEqual([400, field, message]);
		}
		expect([portal.outbox, portal.calls, portal.messages.length]).toEqual([[], [], 12]);
	});

	it.each([{ cc: 'ann@example.org' }, { bcc: true }, { to: [5] }, { cc: [null] }])(
		'breaks down over %j',
		async (wrong) => {
			const { portal, call } = await start();
			expect(codeOf(await call(method, { ...params, ...wrong }))).toEqual([
				500,
				'INTERNAL_INTERNALEXCEPTION',
			]);
			expect(portal.outbox).toEqual([]);
		},
	);

	it('takes the plan’s and the day’s limits', async () => {
		const clock = standingClock();
		const { call } = await start({ recipientsPerField: 1, dailyLimit: 4, mailTimeZone: 60, now: clock.now });
		const two = ['a@example.org', 'b@example.org'];
		expect(complaintOf(await call(method, { ...params, bcc: two }))).toEqual([
			400,
			failed,
			'Tariff restriction: each of to, cc, bcc must contain at most 1 recipient(s).',
		]);
		const three = { ...params, cc: ['b@example.org'], bcc: ['c@example.org'] };
		expect((await call(method, three)).status).toBe(200);
		expect(complaintOf(await call(method, three))).toEqual([
			400,
			failed,
			'Daily sender email limit reached.',
		]);
		expect((await call(method, { ...three, from: 'support@example.com' })).status).toBe(200);
		// the clock is an hour ahead: its day ends at 23:00
		clock.pass(23 * 3600 - 1);
		expect((await call(method, three)).status).toBe(400);
		clock.pass(1);
		expect((await call(method, three)).status).toBe(200);
	});

	it('takes the portal’s limits of a day and of a month', async () => {
		const clock = standingClock();
		const { call } = await start({ portalDailyLimit: 1, portalMonthlyLimit: 2, now: clock.now });
		const another = { ...params, from: 'support@example.com' };
		expect((await call(method, params)).status).toBe(200);
		expect(complaintOf(await call(method, another))[2]).toBe('Daily portal mail limit reached.');
		clock.pass(24 * 3600);
		expect((await call(method, another)).status).toBe(200);
		clock.pass(24 * 3600);
		expect(complaintOf(await call(method, params))[2]).toBe('Monthly portal mail limit reached.');
	});

	it('needs a mailbox that works, or an SMTP server that takes it', async () => {
		const { portal, call } = await start({
			senders: [
				{ email: 'sales@example.com', name: 'Sales' },
				{ email: 'smtp@example.com', name: 'SMTP', broken: true },
			],
		});
		expect(complaintOf(await call(method, { ...params, from: 'smtp@example.com' }))).toEqual([
			400,
			failed,
			'Failed to send email.',
		]);
		portal.mailboxes[0]!.broken = true;
		expect(complaintOf(await call(method, params))).toEqual([400, failed, 'Mailbox authentication failed.']);
		expect(portal.outbox).toEqual([]);
	});

	it('S4 takes a mailbox under migration for closed; S1 knows of none', async () => {
		for (const [mailDialect, field] of [
			['S1', undefined],
			['S4', 'MAILBOX_MIGRATION_ACTION_BLOCKED'],
		] as const) {
			const { portal, call } = await start({ mailDialect });
			portal.mailboxes[0]!.migrating = true;
			const seen = await call(method, params);
			expect(seen.body.error?.validation[0].field).toBe(field);
		}
	});

	it('S4 chooses among senders of one address, S1 takes the first', async () => {
		const choices = [
			[{}, 'Sales Team'],
			[{ senderId: 2 }, 'Sales'],
			[{ senderId: 2, mailboxId: 1 }, 'Sales Team'],
		] as const;
		for (const mailDialect of ['S1', 'S4'] as const) {
			const { portal, call } = await start({ mailDialect });
			for (const [more, name] of choices) {
				await call(method, { ...params, ...more });
				expect(portal.outbox.at(-1)!.from).toBe(
					`${mailDialect === 'S4' ? name : 'Sales Team'} <sales@example.com>`,
				);
			}
		}
		const { call } = await start({ mailDialect: 'S4' });
		const complaint = async (more: object) => complaintOf(await call(method, { ...params, ...more }));
		expect(await complaint({ senderId: 0 })).toEqual([
			400,
			failed,
			'Sender identifiers must be positive integers.',
		]);
		for (const more of [{ senderId: 3 }, { mailboxId: 2 }, { mailboxId: 99 }]) {
			expect(await complaint(more)).toEqual([400, failed, 'Sender is not available for this user.']);
		}
	});

	it('is sent once for one key, which the outbox knows', async () => {
		const { portal, call } = await start();
		const key = { 'Idempotency-Key': 'once' };
		const [first, second] = [await call(method, params, key), await call(method, params, key)];
		expect(second.body).toEqual(first.body);
		expect(second.headers.get('idempotent-replayed')).toBe('true');
		expect(portal.outbox.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['once']);
		await call(method, params);
		expect(portal.outbox.map(({ id, idempotencyKey }) => [id, idempotencyKey])).toEqual([
			[1, 'once'],
			[2, undefined],
		]);
		expect(portal.calls.map(({ effect, targetId }) => [effect, targetId])).toEqual([
			['sent', '1'],
			['sent', '2'],
		]);
	});
});

describe('Whom a message goes to', () => {
	const start = portalStarter({
		contacts: [
			{ email: 'ann@example.org', name: 'Ann Lee' },
			{ email: 'lee@example.org', name: 'Leeroy' },
			{ email: 'secret@example.org', name: 'Hidden', userId: 5 },
		],
		employees: [
			{ email: 'jane@example.com', firstName: 'Jane', lastName: 'Miller' },
			{ email: 'joe@example.com', firstName: 'Joe', lastName: 'Miller' },
		],
	});

	it.each([
		['a@b.example.com', 'a@b.example.com'],
		['  a@example.com ', 'a@example.com'],
		['Anyone <a@example.com>', 'Anyone <a@example.com>'],
		['"Lee, Ann" <a@example.com>', '"Lee, Ann" <a@example.com>'],
		['почта@пример.рф', 'почта@пример.рф'],
		// names: by a part of a contact's name or address, or by the beginning of an employee's
		['ann l', 'ann@example.org'],
		['lee@', 'lee@example.org'],
		['Jan', 'jane@example.com'],
		// mistyped addresses are names, too
		['leeroy@nowhere', undefined],
		['secret@example', undefined],
		['Lee', undefined],
		['Miller', undefined],
		['a b@example.com', undefined],
		['a@localhost', undefined],
		['.a@example.com', undefined],
	])('%j', async (given, expected) => {
		const { portal, call } = await start();
		const seen = await call('mail.message.send', { ...MAIL, to: [given], cc: [given, ''], bcc: [given] });
		if (expected === undefined)
			expect(complaintOf(seen).slice(0, 2)).toEqual([400, 'RESOLVE_RECIPIENTS_ERROR']);
		else expect(seen.body.result).toEqual({ success: true, to: [expected] });
		const sent = portal.outbox.map(({ to, cc, bcc }) => [to, cc, bcc]);
		expect(sent).toEqual(expected === undefined ? [] : [[[expected], [expected], [expected]]]);
	});

	it('says who else a name could stand for', async () => {
		const { call } = await start();
		const complaint = async (to: string) =>
			complaintOf(await call('mail.message.send', { ...MAIL, to: [to] }))[2];
		expect(await complaint('Lee')).toBe(
			'Ambiguous recipient "Lee". Found multiple matches: Leeroy <lee@example.org>, Ann Lee <ann@example.org>. Please specify the exact email address.',
		);
		expect(await complaint('Miller')).toBe(
			'Ambiguous recipient "Miller". Found multiple employees: Miller Jane <jane@example.com>, Miller Joe <joe@example.com>. Please specify the exact email address.',
		);
	});
});

describe('What becomes of a message that was sent', () => {
	const clock = standingClock();
	const start = portalStarter({ now: clock.now });

	it('is in the mailbox at once, read, without a folder, until it is uploaded', async () => {
		const { portal, call } = await start();
		const { body } = await call('mail.message.send', {
			...MAIL,
			from: 'Anyone <SALES@example.com>',
			cc: ['b@example.org'],
			bcc: ['c@example.org'],
		});
		expect(body.result).toEqual({ success: true, to: ['ann@example.org'] });
		expect(portal.outbox).toEqual([
			{
				id: 1,
				kind: 'send',
				userId: 1,
				from: 'Sales Team <sales@example.com>',
				mailboxId: 1,
				to: ['ann@example.org'],
				cc: ['b@example.org'],
				bcc: ['c@example.org'],
				subject: 'Hello',
				html: '<p>Hi</p>',
				sentHtml: '<p>Hi</p>',
				withAttachments: false,
				sentAt: clock.now(),
			},
		]);
		const { items } = (await call('mail.message.list', { mailboxId: 1, pagination: { limit: 1 } })).body
			.result;
		expect(items[0]).toMatchObject({ id: 13, subject: 'Hello', isSeen: true, date: '2026-01-15 00:00:00' });
		const sent = async () => idsOf(await call('mail.message.list', { folder: 'Sent' }));
		expect(await sent()).toEqual([2]);
		portal.synchronise();
		expect(await sent()).toEqual([13, 2]);
	});

	it('is in no list when an SMTP server sent it', async () => {
		const { portal, call } = await start({ senders: [{ email: 'smtp@example.com', name: 'SMTP' }] });
		await call('mail.message.send', { ...MAIL, from: 'smtp@example.com' });
		expect(portal.outbox[0]).toMatchObject({ from: 'SMTP <smtp@example.com>', mailboxId: null });
		expect(portal.messages).toHaveLength(12);
	});

	it('a reply quotes the original, belongs to its thread, and leaves its attachments behind', async () => {
		const { portal, call } = await start();
		await call('mail.message.reply', { ...MAIL, from: 'support@example.com', replyToMessageId: 10 });
		const [sent] = portal.outbox;
		expect(sent).toMatchObject({
			kind: 'reply',
			replyToMessageId: 10,
			html: '<p>Hi</p>',
			withAttachments: false,
		});
		expect(sent!.sentHtml).toMatch(/^<p>Hi<\/p><br><br><blockquote>From: Ann Lee &lt;ann.lee@.*broken shade/);
		const { body } = await call('mail.message.thread', { id: 10 });
		expect(body.result.map(({ id }: { id: number }) => id)).toEqual([10, 13]);
	});

	it('a forwarded message has the attachments, and is in no thread', async () => {
		const { portal, call } = await start();
		await call('mail.message.forward', { ...MAIL, from: 'support@example.com', forwardMessageId: 6 });
		await call('mail.message.forward', { ...MAIL, from: 'support@example.com', forwardMessageId: 10 });
		expect(
			portal.outbox.map(({ forwardMessageId, withAttachments }) => [forwardMessageId, withAttachments]),
		).toEqual([
			[6, false],
			[10, true],
		]);
		expect(portal.outbox[0]!.sentHtml).toContain('Hello,<br><br>how long');
		expect(portal.messages.at(-1)).toMatchObject({ hasAttachments: true, inReplyTo: null });
		expect((await call('mail.message.thread', { id: 10 })).body.result).toHaveLength(1);
	});

	it.each([
		['mail.message.reply', 'replyToMessageId', 'MESSAGE_REPLY_FAILED'],
		['mail.message.forward', 'forwardMessageId', 'MESSAGE_FORWARD_FAILED'],
	])('%s needs an original that the caller may read', async (method, name, failed) => {
		const { portal, call } = await start();
		portal.mailboxes[2]!.userIds = [5];
		const complaint = async (id: unknown) =>
			complaintOf(await call(method, { ...MAIL, [name]: id, from: 'nobody' }));
		expect(await complaint(undefined)).toEqual([
			400,
			`MISSING_${name.toUpperCase()}`,
			`Parameter "${name}" is required.`,
		]);
		for (const id of [0, 99, 4, 'abc']) {
			expect(await complaint(id)).toEqual([400, failed, 'Original message not found or access denied.']);
		}
	});
});
