import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WAYS } from '../../../../engine/tool';
import { manyMessages, newMessage, startPortal, type Portal } from '../../../../../sandbox/portal';
import { byId, numbered, runOn, type PortalRun } from '../../../../support/node';
import { holdsForAll, propertyRuns } from '../../../../support/property';
import { shownText } from '../../../../support/shownText';
import { askTool, fromAI } from '../../../../support/tool';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const byAddress = (value: string) => ({ __rl: true, mode: 'address', value });

const SEND = {
	resource: 'message',
	operation: 'send',
	from: byAddress('sales@example.com'),
	sendTo: 'ann@example.org',
	subject: '=Message {{ $json.n }}',
	message: 'Hello',
};
const REPLY = {
	resource: 'message',
	operation: 'reply',
	messageId: byId('={{ $json.n }}'),
	message: '=Answer to {{ $json.n }}',
};
const FORWARD = { ...REPLY, operation: 'forward', sendTo: 'ben@example.org', message: '' };

/** Quick: n8n takes 0 for its usual second. */
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

let portal: Portal;
beforeEach(async () => (portal = await startPortal({ messages: manyMessages(60) })));
afterEach(async () => await portal.close());

async function send(parameters: INodeParameters, run: PortalRun = {}) {
	const { error, items } = await runOn(portal, parameters, { items: numbered(1), ...run });
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
}

const keys = () =>
	portal.requests
		.filter(({ restMethod }) => /send|reply|forward/.test(restMethod))
		.map(({ headers }) => headers['idempotency-key']);

describe('What is written', () => {
	const RUNS = propertyRuns(8);
	const anyText = fc
		.array(
			fc.oneof(
				fc.constantFrom(
					'\n',
					'\r\n',
					' ',
					'  ',
					'\t',
					'<b>',
					'</b>',
					'&',
					'&amp;',
					'"',
					'<',
					'>',
					'<!--',
					'x < 5',
				),
				fc.string({ unit: 'grapheme', maxLength: 8 }),
			),
			{ minLength: 1, maxLength: 12 },
		)
		.map((parts) => parts.join(''))
		.filter((text) => text.trim() !== '');

	it(
		'as text arrives as it was written: its lines, its signs and its blanks',
		async () =>
			await holdsForAll(
				fc.array(anyText, { minLength: 10, maxLength: 20 }),
				async (texts) => {
					portal.outbox.length = 0;
					const items = texts.map((text) => ({ json: { n: 1, text } }));
					await send({ ...SEND, message: '={{ $json.text }}' }, { items });
					// HTML has no tabs, and to it, a line is a line.
					const shown = texts.map((text) => text.replaceAll('\t', '    ').replace(/\r\n|\r/g, '\n'));
					expect(portal.outbox.map(({ html }) => shownText(html))).toEqual(
						shown.map((text) => text.replaceAll('\u00a0', ' ')),
					);
				},
				RUNS.parameters,
			),
		RUNS.timeoutMs,
	);

	it('as HTML goes as it is', async () => {
		const message = ' <p class="a">x &lt; 5 &amp;&nbsp;<b>y</b></p>\n<script>1</script>\r\n ';
		await send({ ...SEND, emailType: 'html', message });
		expect(portal.outbox.map(({ html }) => html)).toEqual([message]);
	});

	it('nothing is added: no word of n8n’s', async () => {
		await send(SEND);
		await send(REPLY);
		await send(FORWARD);
		expect(portal.outbox.map(({ html }) => html)).toEqual(['Hello', 'Answer to 1', '<br>']);
	});
});

describe('The order of sending is that of the items', () => {
	it.each([
		['send', SEND, 'send'],
		['reply', REPLY, 'reply'],
		['forward', FORWARD, 'forward'],
	])('%s, for 60 items, whichever is read first', async (_, parameters, kind) => {
		portal.faults.add({ method: 'batch', delayMs: 40 });
		const order = numbered(60).reverse();
		await send(parameters, { items: order });
		const wanted = order.map(({ json: { n } }) => n);
		expect(portal.outbox.map(({ kind: was }) => was)).toEqual(wanted.map(() => kind));
		expect(portal.outbox.map((sent) => Number(/\d+$/.exec(sent.subject)?.[0]))).toEqual(wanted);
		// The originals of 60 items are two requests, and so are the senders one.
		expect(portal.requests.length).toBeLessThanOrEqual(60 + (kind === 'send' ? 0 : 3));
	});
});

describe('A message is sent once for each item', () => {
	it('two items with the same content are two messages, with keys of their own', async () => {
		await send({ ...SEND, subject: 'The same' }, { items: numbered(2) });
		expect(portal.outbox).toHaveLength(2);
		expect(new Set(keys()).size).toBe(2);
	});

	it('two executions are two messages', async () => {
		await send(SEND);
		await send(SEND);
		expect(portal.outbox).toHaveLength(2);
	});

	it.each([
		['send', SEND],
		['reply', REPLY],
		['forward', FORWARD],
	])(
		'%s, with Retry On Fail: a lost answer is asked for again with the same key, and it is one message',
		async (_, parameters) => {
			portal.faults.add({ method: /send|reply|forward/, at: 'after', disconnect: true, skip: 1 });
			const items = numbered(3);
			expect(await send(parameters, { items, settings: RETRIES })).toHaveLength(3);
			expect(portal.outbox.map(({ subject }) => Number(/\d+$/.exec(subject)?.[0]))).toEqual([1, 2, 3]);
			// The first was sent at the first try, and is not even asked for again.
			const [first, second, again, third] = keys();
			expect([again, keys().length]).toEqual([second, 4]);
			expect(new Set([first, second, third]).size).toBe(3);
		},
	);

	it('with Retry On Fail and Continue: what was sent is not sent again on a portal that knows no keys', async () => {
		portal.faults.add({ method: 'mail.message.send', refusal: 'INTERNAL_SERVER_ERROR' });
		const items = numbered(3);
		const onError = 'continueRegularOutput';
		expect(await send(SEND, { items, onError, settings: RETRIES })).toEqual(
			Array(3).fill({ success: true, to: ['ann@example.org'] }),
		);
		expect(portal.requests).toHaveLength(4);
		expect(portal.outbox.map(({ subject }) => subject)).toEqual(['Message 2', 'Message 3', 'Message 1']);
	});

	it('with Retry On Fail: what the first try has left unclear is unclear, whatever the next one meets', async () => {
		portal.faults.add({ method: 'mail.message.reply', at: 'after', disconnect: true });
		portal.faults.add({ method: 'mail.message.reply', refusal: 'ACCESS_DENIED' });
		portal.faults.add({ method: 'batch', refusal: 'ACCESS_DENIED', skip: 2 });
		const { error } = await runOn(portal, REPLY, { items: numbered(1), settings: RETRIES });
		expect(portal.requests.map(({ restMethod }) => restMethod)).toEqual([
			'batch',
			'mail.message.reply',
			'batch',
			'mail.message.reply',
			'batch',
		]);
		expect(portal.outbox).toHaveLength(1);
		expect(error?.message).toBe(
			'It’s unclear whether the reply to message 1 was sent: the connection to Bitrix24 was lost [item 0]',
		);
		expect(error?.description).toMatch(/^Look for the message in Bitrix24 before you run this/);
	});

	it('with Retry On Fail: the last error tells what all tries have sent', async () => {
		portal.faults.add({ method: 'mail.message.send', at: 'after', disconnect: true, skip: 2 });
		portal.faults.add({ method: 'mail.message.send', refusal: 'ACCESS_DENIED', skip: 2, times: 9 });
		const { error } = await runOn(portal, SEND, { items: numbered(5), settings: RETRIES });
		expect(portal.outbox.map(({ subject }) => subject)).toEqual(['Message 1', 'Message 2', 'Message 3']);
		expect(error?.message).toMatch(/^It’s unclear whether the message “Message 3” was sent/);
		expect(error?.description).toContain(
			'Carried out before this: 2 sent. The other 2 items were not carried out: nothing was sent after this.',
		);
	});
});

describe.each(WAYS)('As an agent’s tool, called by way of “%s”', (way) => {
	const TOOL = { ...SEND, subject: fromAI('Subject'), message: fromAI('Message') };
	const call: IDataObject = { Subject: 'Hello', Message: 'Hi' };
	const answers = async (...[parameters, calls, settings]: [INodeParameters, IDataObject[], object?]) =>
		(await askTool(portal, parameters, calls, way, settings)).answered.map(({ answer }) => answer);

	it('two calls are two messages, though they say the same', async () => {
		const said = await answers(TOOL, [call, call]);
		expect(said).toEqual(said.map(() => expect.stringContaining('"success":true') as string));
		expect(portal.outbox).toHaveLength(2);
	});

	it('with Retry On Fail: a lost answer is asked for again, and each call is one message', async () => {
		portal.faults.add({ method: 'mail.message.send', at: 'after', disconnect: true });
		const said = await answers(TOOL, [call, call], RETRIES);
		expect(said).toEqual(said.map(() => expect.stringContaining('"success":true') as string));
		expect(said).toHaveLength(2);
		expect(portal.outbox).toHaveLength(2);
		expect(portal.requests).toHaveLength(3);
	});

	it('an agent learns that it is unclear whether a message was sent, not that it should retry', async () => {
		portal.faults.add({ method: 'mail.message.send', at: 'after', disconnect: true });
		const [said] = await answers(TOOL, [{ ...call, Subject: 'Re: enoent, EACCES' }]);
		expect(said?.replaceAll('\u2060', '')).toContain(
			'It’s unclear whether the message “Re: enoent, EACCES” was sent: the connection to Bitrix24 was lost. Look for the message',
		);
		expect(said).not.toMatch(/retry/i);
	});

	it('with Retry On Fail: what may be in the trash is not deleted again', async () => {
		const DELETE = { resource: 'message', operation: 'delete', messageId: byId(fromAI('ID')) };
		portal.faults.add({ method: 'mail.message.movetofolder', at: 'after', disconnect: true });
		const [said] = await answers(DELETE, [{ ID: '7' }], RETRIES);
		expect(said).toContain('It’s unclear whether message 7 was deleted');
		expect(portal.messages.find(({ id }) => id === 7)?.folder).toBe('Trash');
		expect(portal.calls.filter(({ effect }) => effect !== 'none')).toHaveLength(1);
	});
});

describe('Whether anything is sent', () => {
	const RECIPIENTS = { ...SEND, sendTo: '={{ $json.to }}' };
	const to = (...list: string[]) => list.map((address, n) => ({ json: { n, to: address } }));

	it('nothing, with Stop Workflow, when one recipient of the last item is none', async () => {
		const items = to('ann@example.org', 'ben@example.org', 'Ben');
		const { error } = await runOn(portal, RECIPIENTS, { items });
		expect(error?.message).toBe('“To” contains “Ben”, which is not an email address [item 2]');
		expect(portal.requests).toEqual([]);
		expect(portal.outbox).toEqual([]);
	});

	it('where the node continues, all others are sent', async () => {
		const items = to('ann@example.org', 'Ben', 'eve@example.org');
		const run = await runOn(portal, RECIPIENTS, { items, onError: 'continueRegularOutput' });
		expect(run.items.map(({ json }) => json.error === undefined)).toEqual([true, false, true]);
		expect(portal.outbox.map((sent) => sent.to)).toEqual([['ann@example.org'], ['eve@example.org']]);
	});

	it('nothing, with Stop Workflow, when one of the messages to answer is not there', async () => {
		const items = [...numbered(55), { json: { n: 999 } }];
		const { error } = await runOn(portal, REPLY, { items });
		expect(error?.message).toBe('“Message”: there is no message with ID 999 [item 55]');
		expect(portal.outbox).toEqual([]);
	});

	it('nothing, with Stop Workflow, when a reply would have no recipient', async () => {
		portal.messages.push(
			newMessage({ id: 77, from: 'Sales <SALES@example.com>', to: 'Support@Example.COM' }),
		);
		const items = [1, 2, 77, 3].map((n) => ({ json: { n } }));
		const { error } = await runOn(portal, REPLY, { items });
		expect(error?.message).toMatch(/^The message was sent from your own address to your own .* \[item 2\]$/);
		expect(portal.outbox).toEqual([]);
	});
});

describe('A reply', () => {
	const original = (message: Parameters<typeof newMessage>[0]) => portal.messages.push(newMessage(message));
	const reply = async (id: number, parameters: INodeParameters = {}) => {
		await send({ ...REPLY, messageId: byId(id), ...parameters });
		return portal.outbox.at(-1)!;
	};

	it('goes to the sender, from the mailbox that got the message, with “Re:”', async () => {
		original({ id: 70, mailboxId: 2, from: '"Lee, Ann" <ann@example.org>', to: 'SUPPORT@example.com' });
		expect(await reply(70)).toMatchObject({
			kind: 'reply',
			mailboxId: 2,
			from: 'Help Desk <support@example.com>',
			to: ['ann@example.org'],
			cc: [],
			subject: 'Re: Message 70',
			replyToMessageId: 70,
		});
	});

	it('to all goes to the others, too, but to none of one’s own addresses, in whatever case', async () => {
		original({
			id: 71,
			from: 'ann@example.org',
			to: 'Sales <SALES@Example.com>, ben@example.org, "Accounting" <Accounting@EXAMPLE.com>',
			cc: 'Support@example.com, Eve <eve@example.org>, BEN@example.org',
			subject: 'AW: Offer',
		});
		expect(await reply(71, { options: { replyToAll: true } })).toMatchObject({
			mailboxId: 1,
			to: ['ann@example.org', 'ben@example.org'],
			cc: ['eve@example.org'],
			subject: 'AW: Offer',
		});
	});

	it('to one’s own message goes to those who got it', async () => {
		original({ id: 72, folder: 'Sent', from: 'Sales@example.com', to: 'ann@example.org, ben@example.org' });
		expect((await reply(72)).to).toEqual(['ann@example.org', 'ben@example.org']);
	});

	it('is refused where Bitrix24 has cut off some of those who would get it', async () => {
		const many = Array.from({ length: 20 }, (_, n) => `recipient${n}@example.org`).join(', ');
		original({ id: 73, from: 'ann@example.org', to: many });
		expect((await reply(73)).to).toEqual(['ann@example.org']);
		const all = { ...REPLY, messageId: byId(73), options: { replyToAll: true } };
		const { error } = await runOn(portal, all);
		expect(error?.message).toMatch(/^Bitrix24 didn’t store all recipients of the message/);
		expect(portal.outbox).toHaveLength(1);
	});

	it('goes where the user says, from whom the user says', async () => {
		const options = { sendTo: 'eve@example.org', ccList: 'sales@example.com', subject: 'Other' };
		expect(await reply(1, { from: byAddress('Support@example.com'), options })).toMatchObject({
			from: 'Help Desk <support@example.com>',
			to: ['eve@example.org'],
			cc: ['sales@example.com'],
			subject: 'Other',
		});
	});
});
