import { complaintOf, portalStarter } from '../../testing/portals';

const TIMES = { dateFrom: '2026-01-16 10:00:00', dateTo: '2026-01-16 11:00:00' };

describe.each([
	['mail.message.createcrmactivity', {}, 'crm', 'The CRM module is not installed'],
	['mail.message.removecrmactivity', {}, 'crm', 'The CRM module is not installed'],
	['mail.message.createtask', {}, 'tasks', 'Module tasks is not installed.'],
	['mail.message.createcalendarevent', TIMES, 'calendar', 'Module calendar is not installed.'],
	['mail.message.createchat', {}, 'im', 'Modules im/intranet are not installed.'],
	['mail.message.createfeedpost', {}, 'blog', 'Modules blog/socialnetwork are not installed.'],
] as const)('%s', (method, params, module, text) => {
	const start = portalStarter();

	it('needs the ID of a message that the caller may read', async () => {
		const { portal, call } = await start();
		portal.mailboxes[2]!.userIds = [5];
		for (const messageId of [undefined, null, 0, -1, 'abc', []]) {
			const seen = await call(method, { ...params, messageId });
			expect(complaintOf(seen)).toEqual([400, 'MISSING_MESSAGE_ID', 'Parameter "messageId" is required.']);
		}
		for (const messageId of [99, 4]) {
			const seen = await call(method, { ...params, messageId });
			const notFound = 'The message was not found or you do not have access to it';
			expect(complaintOf(seen)).toEqual([400, undefined, notFound]);
		}
		expect(portal.calls).toEqual([]);
	});

	it('needs its module', async () => {
		const { call } = await start({ missingModules: [module] });
		expect(complaintOf(await call(method, { ...params, messageId: 1 }))).toEqual([400, undefined, text]);
	});

	it('is carried out once for one key', async () => {
		const { portal, call } = await start();
		const twice = async () => await call(method, { ...params, messageId: 1 }, { 'Idempotency-Key': 'once' });
		const [first, second] = [await twice(), await twice()];
		expect(first.status).toBe(200);
		expect(second.body).toEqual(first.body);
		expect(portal.calls).toHaveLength(1);
	});
});

describe('What is made from a message', () => {
	const start = portalStarter();
	/** What the portal prints as the address of message 12. */
	const linkOf = (url: string) => `Email: ${url.replace('http:', 'https:')}/mail/message/12`;

	it('tasks, a new one each time, for the caller, with the subject as their title', async () => {
		const { portal, call } = await start({}, { userId: 8 });
		await call('mail.message.createtask', { messageId: 5 });
		const given = { title: 'Do it', description: 'Now', responsibleId: 2 };
		await call('mail.message.createtask', { messageId: 5, ...given });
		await call('mail.message.createtask', { messageId: 5, title: '' });
		const usual = { messageId: 5, description: null, createdBy: 8, responsibleId: 8 };
		expect(portal.tasks).toEqual([
			{ ...usual, id: 1, title: 'Cannot sign in' },
			{ ...usual, id: 2, ...given },
			{ ...usual, id: 3, title: 'Task from email #5' },
		]);
		const bindings = [1, 2, 3].map((entityId) => ({ type: 'task', entityId }));
		expect(portal.messages[4]!.bindings).toEqual(bindings);
		expect(portal.calls[1]).toMatchObject({ effect: 'added', targetId: '2' });
	});

	it('no task for a responsible person who is not there', async () => {
		const { portal, call } = await start();
		for (const responsibleId of [99, 4, 0]) {
			const seen = await call('mail.message.createtask', { messageId: 5, responsibleId });
			expect(complaintOf(seen)).toEqual([400, undefined, 'The responsible person was not found']);
		}
		expect(portal.tasks).toEqual([]);
	});

	it('events, a new one each time, with the times as they were given and a link to the message', async () => {
		const { portal, call } = await start({}, { userId: 8 });
		const method = 'mail.message.createcalendarevent';
		await call(method, { messageId: 12, ...TIMES });
		await call(method, { messageId: 12, ...TIMES, name: '', description: 'Bring the lamp' });
		const usual = { messageId: 12, ...TIMES, ownerId: 8 };
		const link = linkOf(portal.url);
		expect(portal.calendarEvents).toEqual([
			{ ...usual, id: 1, name: 'Meeting on Friday', description: link },
			{ ...usual, id: 2, name: 'Event from email #12', description: `Bring the lamp\n\n${link}` },
		]);
		expect(portal.messages[11]!.bindings[0]).toEqual({ type: 'calendarEvent', entityId: 1 });
	});

	it('no event without both times, in the one format', async () => {
		const { call } = await start();
		const method = 'mail.message.createcalendarevent';
		const complaint = async (more: object) =>
			complaintOf(await call(method, { messageId: 12, ...TIMES, ...more }));
		const missing = [400, 'MISSING_DATEFROM', 'Parameter "dateFrom" is required.'];
		expect(await complaint({ dateFrom: '', dateTo: '' })).toEqual(missing);
		expect((await complaint({ dateTo: null }))[1]).toBe('MISSING_DATETO');
		for (const dateTo of ['2026-01-16T11:00:00', '2026-01-16 11:00', '2026-02-30 11:00:00', 'soon']) {
			const text = `Invalid date format for value '${dateTo}'. Expected 'Y-m-d H:i:s'.`;
			expect(await complaint({ dateTo, messageId: 99 })).toEqual([400, undefined, text]);
		}
	});

	it('one chat, which others join', async () => {
		const { portal, call } = await start();
		const ask = async () => (await call('mail.message.createchat', { messageId: 6 })).body.result.existing;
		expect([await ask(), await ask()]).toEqual([false, true]);
		portal.chats[0]!.userIds = [5];
		expect(await ask()).toBe(true);
		expect(portal.chats).toEqual([{ id: 1, messageId: 6, userIds: [5, 1] }]);
		expect(portal.messages[5]!.bindings).toEqual([{ type: 'chat', entityId: 1 }]);
		expect(portal.calls.map(({ effect }) => effect)).toEqual(['added', 'none', 'updated']);
	});

	it('posts, a new one each time, with a link to the message', async () => {
		const { portal, call } = await start();
		await call('mail.message.createfeedpost', { messageId: 12 });
		await call('mail.message.createfeedpost', { messageId: 12, title: 'Read this' });
		const usual = { messageId: 12, text: linkOf(portal.url), authorId: 1 };
		expect(portal.feedPosts).toEqual([
			{ ...usual, id: 1, title: 'Meeting on Friday' },
			{ ...usual, id: 2, title: 'Read this' },
		]);
		expect(portal.messages[11]!.bindings[1]).toEqual({ type: 'blogPost', entityId: 2 });
	});
});
