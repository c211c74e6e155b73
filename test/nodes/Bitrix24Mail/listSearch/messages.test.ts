import { runListSearch } from '../../../engine';
import {
	manyMessages,
	newMessage,
	startPortal,
	type MailDialect,
	type Portal,
	type PortalOptions,
} from '../../../../sandbox/portal';
import { AUTHENTICATIONS, credentialFor, runOn } from '../../../support/node';

let portal: Portal;
const start = async (options: PortalOptions) => (portal = await startPortal(options));
afterEach(async () => await portal.close());

const list = async (
	method: 'searchMessages' | 'searchSenders' | 'searchMessageFields' | 'searchRecipientFields',
	search: { filter?: string; paginationToken?: string } = {},
	authentication: (typeof AUTHENTICATIONS)[number] = 'webhook',
) =>
	await runListSearch({
		method,
		credential: credentialFor(portal, authentication),
		parameters: { authentication, resource: 'message', operation: 'get' },
		...search,
	});

const DIALECTS: MailDialect[] = ['S1', 'S4'];

describe.each(DIALECTS)('The list of messages (%s)', (mailDialect) => {
	const NOON = Date.UTC(2026, 4, 25, 12);
	const order = newMessage({
		id: 7,
		subject: 'Your order',
		from: '"Lee, Ann" <ann@example.org>',
		receivedAt: NOON,
	});

	it.each(AUTHENTICATIONS)('has subject, sender and day, connected by %s', async (authentication) => {
		await start({ mailDialect, messages: [order] });
		const { results } = await list('searchMessages', {}, authentication);
		expect(results).toEqual([
			{
				name: 'Your order · Lee, Ann · 2026-05-25',
				value: '7',
				url: expect.stringMatching(/^https:.*\/mail\/message\/7$/),
			},
		]);
	});

	it.each([
		['no subject', { subject: '' }, '(no subject) · Lee, Ann · 2026-05-25'],
		['no name', { from: 'ann@example.org' }, 'Your order · ann@example.org · 2026-05-25'],
		['a subject that n8n would evaluate', { subject: '={{ 1 }}' }, ' ={{ 1 }} · Lee, Ann · 2026-05-25'],
		[
			'a long subject, which must not hide the sender',
			{ subject: `${'x'.repeat(29)}😀 and much more` },
			`${'x'.repeat(29)}😀… · Lee, Ann · 2026-05-25`,
		],
	])('shows a message with %s', async (_which, change, name) => {
		await start({ mailDialect, messages: [{ ...order, ...change }] });
		expect((await list('searchMessages')).results[0]!.name).toBe(name);
	});

	it('is newest first, in pages, each message once', async () => {
		await start({ mailDialect, messages: manyMessages(450) });
		const ids: string[] = [];
		let paginationToken: string | undefined;
		do {
			const page = await list('searchMessages', { paginationToken });
			ids.push(...page.results.map(({ value }) => String(value)));
			paginationToken = page.paginationToken as string | undefined;
		} while (paginationToken !== undefined);
		expect(ids).toHaveLength(450);
		expect(new Set(ids).size).toBe(450);
		const newest = [...portal.messages].sort((a, b) => b.receivedAt - a.receivedAt)[0]!;
		expect(ids[0]).toBe(String(newest.id));
	});

	it('is searched by the portal', async () => {
		await start({ mailDialect, messages: [order, newMessage({ id: 8, subject: 'Lamps' })] });
		const { results } = await list('searchMessages', { filter: 'lamps' });
		expect(results.map(({ value }) => value)).toEqual(['8']);
		expect((await list('searchMessages', { filter: 'nothing like it' })).results).toEqual([]);
	});

	it('offers what runs', async () => {
		await start({ mailDialect, messages: [order] });
		const [{ value, name: cachedResultName, url: cachedResultUrl }] = (await list('searchMessages'))
			.results as [{ value: string; name: string; url: string }];
		const messageId = { __rl: true, mode: 'list', value, cachedResultName, cachedResultUrl };
		const { items } = await runOn(portal, { resource: 'message', operation: 'get', messageId });
		expect(items[0]!.json).toMatchObject({ id: 7, subject: 'Your order' });
	});

	it.each(['javascript:alert(1)', '={{ 1 }}', 'https://a b', null, 7])(
		'opens no page but a web address: %j',
		async (url) => {
			await start({ mailDialect });
			portal.faults.add({ answer: { body: { result: { items: [{ id: 7, subject: 'Strange', url }] } } } });
			expect((await list('searchMessages')).results).toEqual([{ name: 'Strange', value: '7' }]);
		},
	);
});

describe('The list of senders', () => {
	const senders = [
		{ name: 'Sales', email: 'sales@example.com' },
		{ name: 'Ann Lee', email: 'Sales@example.com' },
		{ name: '', email: 'info@example.com' },
	];

	it('has the addresses to send from, each once, the first of them', async () => {
		await start({ senders });
		expect((await list('searchSenders')).results).toEqual([
			{ name: 'Sales · sales@example.com', value: 'sales@example.com' },
			{ name: 'info@example.com', value: 'info@example.com' },
		]);
	});

	it.each(['SALES', 'sales@'])('is searched by name and address: %s', async (filter) => {
		await start({ senders });
		const { results } = await list('searchSenders', { filter });
		expect(results.map(({ value }) => value)).toEqual(['sales@example.com']);
	});
});

describe('The list of fields', () => {
	beforeEach(async () => await start({}));

	it('has words for names that Bitrix24 has no label for', async () => {
		const { results } = await list('searchMessageFields');
		const nameOf = (field: string) => results.find(({ value }) => value === field)?.name;
		expect(nameOf('id')).toBe('ID (id)');
		expect(nameOf('mailboxId')).toBe('Mailbox ID (mailboxId)');
		expect(nameOf('hasAttachments')).toBe('Has attachments (hasAttachments)');
		expect((await list('searchRecipientFields')).results.map(({ name }) => name)).toContain('Email (email)');
	});

	it('has Bitrix24’s own label where there is one', async () => {
		const items = [{ name: 'senderName', title: 'Absender' }];
		portal.faults.add({ answer: { body: { result: { items } } } });
		const { results } = await list('searchMessageFields', { filter: 'absender' });
		expect(results).toEqual([{ name: 'Absender (senderName)', value: 'senderName' }]);
	});
});
