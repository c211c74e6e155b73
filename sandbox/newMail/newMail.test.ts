import { startNewMail } from '.';
import { startPortal, type Portal } from '../portal';
import { MESSAGES } from './messages';

const HOUR_MS = 3_600_000;
/** Longer than any test takes. */
const NEVER = 1_000_000;

let portal: Portal;
let mail: Awaited<ReturnType<typeof startNewMail>>;
beforeEach(async () => {
	portal = await startPortal({ messages: [] });
});
afterEach(async () => {
	await mail.close();
	await portal.close();
});

const subjects = () => portal.messages.map(({ subject }) => subject);
const until = async (isSo: () => boolean) => {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('Mail that arrives by itself', () => {
	it('is there at the start, unread and of the last hours', async () => {
		mail = await startNewMail({ portal, everyMs: NEVER });
		expect(portal.messages).toHaveLength(3);
		for (const { isSeen, receivedAt, folder } of portal.messages) {
			expect([isSeen, folder]).toEqual([false, 'INBOX']);
			expect(Date.now() - receivedAt).toBeLessThan(6 * HOUR_MS);
		}
	});

	it('comes one after the other, numbered, and begins again', async () => {
		mail = await startNewMail({ portal, everyMs: 1 });
		await until(() => portal.messages.length > 2 * MESSAGES.length);
		const orders = subjects().filter((subject) => subject.startsWith('Order 2026-'));
		expect(orders.slice(0, 2)).toEqual(['Order 2026-132: 6 desk lamps', 'Order 2026-138: 6 desk lamps']);
		expect(subjects().join()).not.toContain('#');
		const addresses = new Set(portal.mailboxes.map(({ email }) => email));
		for (const { mailboxId, to } of portal.messages) {
			const { email } = portal.mailboxes.find(({ id }) => id === mailboxId)!;
			expect(to).toContain(email);
			addresses.delete(email);
		}
		expect([...addresses]).toEqual([]);
	});

	it('has other IDs after another start, which triggers would take for messages that they have seen', async () => {
		mail = await startNewMail({ portal, everyMs: NEVER });
		const [first, second] = portal.messages.map(({ id }) => id);
		expect(second).toBe(first! + 1);
		await mail.close();
		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
		const next = await startPortal({ messages: [] });
		mail = await startNewMail({ portal: next, everyMs: NEVER });
		now.mockRestore();
		expect(next.messages[0]!.id).toBe(first! + 60);
		expect(next.deliver().id).toBe(first! + 63);
		await next.close();
	});

	it('does not fill the mailboxes for ever, and leaves other mail', async () => {
		portal.deliver({ subject: 'Mine' });
		mail = await startNewMail({ portal, everyMs: 1 });
		const { id } = portal.messages[1]!;
		await until(() => portal.messages.at(-1)!.id > id + 230);
		expect(portal.messages).toHaveLength(201);
		expect(subjects()[0]).toBe('Mine');
	});

	it('ends', async () => {
		mail = await startNewMail({ portal, everyMs: 1 });
		await mail.close();
		const { length } = portal.messages;
		await new Promise((resolve) => setTimeout(resolve, 30));
		expect(portal.messages).toHaveLength(length);
		mail = await startNewMail({ portal, everyMs: NEVER });
	});
});

describe('The page that lets mail arrive', () => {
	beforeEach(async () => (mail = await startNewMail({ portal, everyMs: NEVER })));

	const get = async (path = '/') => await (await fetch(`${mail.url}${path}`)).text();
	const post = async (form: Record<string, string>, headers: Record<string, string> = {}) =>
		await fetch(mail.url, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });
	const FORM = { mailboxId: '2', from: 'Ann <ann@example.org>', subject: 'A & <b>', text: 'Hello\nAnn' };

	it('delivers what was entered, and goes back', async () => {
		const answer = await post(FORM);
		expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
		expect(portal.messages.at(-1)).toMatchObject({
			mailboxId: 2,
			to: 'support@example.com',
			from: 'Ann <ann@example.org>',
			subject: 'A & <b>',
			text: 'Hello\nAnn',
			isSeen: false,
			folder: 'INBOX',
		});
	});

	it('shows the mail, newest first and harmless, with what was made from it', async () => {
		await post(FORM);
		const message = portal.messages.at(-1)!;
		message.bindings.push({ type: 'task', entityId: 7 }, { type: 'chat', entityId: 8 });
		message.folder = 'Newsletters';
		const [, first] = (await get()).split('<tr>').slice(1);
		const cells = [...first!.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell);
		expect(cells).toEqual([
			'Support',
			'Newsletters',
			'Ann &#60;ann@example.org&#62;',
			'support@example.com',
			'A &#38; &#60;b&#62;',
			'task 7, chat 8',
		]);
	});

	it.each(MESSAGES.map(({ kind, mailboxId }, index) => [kind, index, mailboxId] as const))(
		'can start from a message of the kind %s',
		async (kind, index, mailboxId) => {
			expect(await get()).toContain(`<a href="/?from=${index}">${kind}</a>`);
			const html = await get(`/?from=${index}`);
			expect(html).toContain(`<option value="${mailboxId}" selected>`);
			expect(html).toMatch(/name="subject" value="[^"#]+"/);
		},
	);

	it.each([
		['another page', async () => await fetch(`${mail.url}/favicon.ico`), 404],
		['a kind that is not there', async () => await fetch(`${mail.url}/?from=99`), 200],
		['no sender', async () => await post({ ...FORM, from: ' ' }), 400],
		['no mailbox', async () => await post({ ...FORM, mailboxId: '9' }), 400],
		['a long text', async () => await post({ ...FORM, text: 'x'.repeat(200_000) }), 413],
		['a form of another site', async () => await post(FORM, { origin: 'https://example.net' }), 403],
	])('answers %s', async (_what, send, status) => {
		expect((await send()).status).toBe(status);
		expect(portal.messages).toHaveLength(3);
	});

	it('answers to no other name', async () => {
		const { request } = await import('node:http');
		const status = await new Promise((resolve, reject) => {
			const asked = request(mail.url, { headers: { host: 'rebound.example.net' } }, (response) =>
				resolve(response.resume().statusCode),
			);
			asked.on('error', reject).end();
		});
		expect(status).toBe(403);
	});
});
