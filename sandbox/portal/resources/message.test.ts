import type { Seen } from '../testing/client';
import { describeMethods } from '../testing/methods';
import { codeOf, complaintOf, idsOf, portalStarter } from '../testing/portals';
import { message } from './message';

const FIELD_NAMES = [
	'id',
	'mailboxId',
	'mailboxEmail',
	'subject',
	'from',
	'to',
	'cc',
	'date',
	'isSeen',
	'hasAttachments',
	'url',
	'bindings',
	'body',
];

const MAIL = { from: 'sales@example.com', to: ['ann@example.org'], subject: 'Hello', body: '<p>Hi</p>' };

describe('mail.message.*', () => {
	const start = portalStarter();

	const itNeedsAnId = (method: string) =>
		it('refuses without an ID, and for what is not there for the caller', async () => {
			const { portal, call } = await start({ language: 'ru', hideMoved: true });
			portal.mailboxes[2]!.userIds = [5];
			for (const id of [undefined, null, [1], { a: 1 }]) {
				const seen = await call(method, { id });
				expect([...codeOf(seen), complaintOf(seen)[1]]).toEqual([
					400,
					'VALIDATION_REQUESTVALIDATIONEXCEPTION',
					'id',
				]);
			}
			for (const id of [99, 4, 'abc', 0, -1]) {
				const seen = await call(method, { id });
				expect(codeOf(seen)).toEqual([400, 'ENTITYNOTFOUNDEXCEPTION']);
				expect(seen.body.error.message).toMatch(/^Запись с ID = `-?\d+` не найдена$/);
			}
			expect(codeOf(await call(method, { id: 1, select: ['colour'] }))).toEqual([
				400,
				'UNKNOWNDTOPROPERTYEXCEPTION',
			]);
		});

	describeMethods(message, {
		'mail.message.list': () => {
			it('answers all fields, without `cc` and `body`, whatever was selected', async () => {
				const { portal, call } = await start();
				const { body } = await call('mail.message.list', { select: ['id'], folder: 'Spam' });
				expect(Object.keys(body as object)).toEqual(['result', 'time']);
				expect(body.result).toEqual({
					items: [
						{
							id: 7,
							mailboxId: 1,
							mailboxEmail: 'sales@example.com',
							subject: 'You have won!!!',
							from: 'Lucky Draw <winner@example.net>',
							to: 'sales@example.com',
							cc: null,
							date: '2026-01-13 03:11:00',
							isSeen: false,
							hasAttachments: false,
							url: `${portal.url.replace('http:', 'https:')}/mail/message/7`,
							bindings: [],
							body: null,
						},
					],
				});
				expect(Object.keys(body.result.items[0] as object)).toEqual(FIELD_NAMES);
			});

			it.each([
				['sources', undefined, '2026-01-13 03:11:00'],
				['sources', 'Europe/Berlin', '2026-01-13 04:11:00'],
				['pages', 180, '2026-01-13T06:11:00+03:00'],
			] as const)('dates as the %s have them, clock %j', async (dateFormat, mailTimeZone, date) => {
				for (const mailDialect of ['S1', 'S4'] as const) {
					const { call } = await start({ dateFormat, mailTimeZone, mailDialect });
					expect((await call('mail.message.list', { folder: 'Spam' })).body.result.items[0].date).toBe(date);
					expect((await call('mail.message.get', { id: 7 })).body.result.item.date).toBe(date);
				}
			});
		},
		'mail.message.get': () => {
			it('answers all fields, and marks nothing as read', async () => {
				const { portal, call } = await start();
				const { body } = await call('mail.message.get', { id: '10', select: ['id'] });
				expect(body.result.item).toMatchObject({
					id: 10,
					cc: 'sales@example.com',
					isSeen: false,
					hasAttachments: true,
					body: 'One of the lamps arrived with a broken shade, see the photos.',
				});
				expect(Object.keys(body.result.item as object)).toEqual(FIELD_NAMES);
				expect((await call('mail.message.get', { id: 1 })).body.result.item.cc).toMatch(/^Ben/);
				expect((await call('mail.message.get', { id: 2 })).body.result.item.cc).toBe('');
				expect(portal.messages[9]!.isSeen).toBe(false);
			});

			it('cuts what the database’s columns cannot hold', async () => {
				const long = '📬'.repeat(256);
				const { call } = await start({ messages: [{ to: long, cc: long, from: long, subject: long }] });
				const { to, cc, from, subject } = (await call('mail.message.get', { id: 1 })).body.result.item;
				for (const text of [to, cc, from, subject]) expect(text).toBe('📬'.repeat(255));
			});

			it('is open to those who take part in a chat or an event made from it', async () => {
				const { portal, call } = await start({}, { userId: 5 });
				portal.mailboxes[0]!.userIds = [1];
				expect(codeOf(await call('mail.message.get', { id: 1 }))).toEqual([400, 'ENTITYNOTFOUNDEXCEPTION']);
				const event = { name: '', description: '', dateFrom: '', dateTo: '', ownerId: 5 };
				portal.calendarEvents.push({ id: 1, messageId: 1, ...event });
				expect((await call('mail.message.get', { id: 1 })).status).toBe(200);
				expect(idsOf(await call('mail.message.list', { folder: 'INBOX' }))).not.toContain(1);
			});

			itNeedsAnId('mail.message.get');
		},
		'mail.message.thread': () => {
			it.each([
				['S1', ['result', 'time'], []],
				['S4', ['result', 'total', 'hasMore', 'time'], ['truncated', 'bodyLength']],
			] as const)('%s answers the list itself', async (mailDialect, keys, more) => {
				const { call } = await start({ mailDialect });
				const { body } = await call('mail.message.thread', { id: 3 });
				expect(Object.keys(body as object)).toEqual(keys);
				expect(body.result.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3]);
				const names = ['id', 'subject', 'from', 'to', 'cc', 'date', 'body', ...more];
				expect(Object.keys(body.result[0] as object)).toEqual(names);
			});

			itNeedsAnId('mail.message.thread');
		},
		'mail.message.send': () => {
			it('answers to whom it went', async () => {
				const { portal, call } = await start();
				const { body } = await call('mail.message.send', MAIL);
				expect(body.result).toEqual({ success: true, to: ['ann@example.org'] });
				expect(portal.outbox).toEqual([expect.objectContaining({ kind: 'send', subject: 'Hello' })]);
			});
		},
		'mail.message.reply': () => {
			it('answers to whom it went', async () => {
				const { portal, call } = await start();
				const { body } = await call('mail.message.reply', { ...MAIL, replyToMessageId: '1' });
				expect(body.result).toEqual({ success: true, to: ['ann@example.org'] });
				expect(portal.outbox).toEqual([expect.objectContaining({ kind: 'reply', replyToMessageId: 1 })]);
			});
		},
		'mail.message.forward': () => {
			it('answers to whom it went', async () => {
				const { portal, call } = await start();
				const { body } = await call('mail.message.forward', { ...MAIL, forwardMessageId: 4 });
				expect(body.result).toEqual({ success: true, to: ['ann@example.org'] });
				expect(portal.outbox).toEqual([expect.objectContaining({ kind: 'forward', forwardMessageId: 4 })]);
			});
		},
		'mail.message.movetofolder': () => {
			it('answers how many it moved', async () => {
				const { call } = await start();
				const { body } = await call('mail.message.movetofolder', {
					messageIds: [1, 3, 99],
					action: 'delete',
				});
				expect(body.result).toEqual({ success: true, movedCount: 2, action: 'delete' });
				expect(idsOf(await call('mail.message.list', { folder: 'Trash', mailboxId: 1 }))).toEqual([3, 1]);
			});
		},
		'mail.message.createcrmactivity': () => {
			it('answers true in a result of its own', async () => {
				const { portal, call } = await start();
				const { body } = await call('mail.message.createcrmactivity', { messageId: 4 });
				expect(body.result).toEqual({ result: true });
				expect(portal.crmActivities).toEqual([expect.objectContaining({ id: 1, messageId: 4 })]);
			});
		},
		'mail.message.removecrmactivity': () => {
			it('answers true in a result of its own', async () => {
				const { portal, call } = await start();
				const { body } = await call('mail.message.removecrmactivity', { messageId: 1 });
				expect(body.result).toEqual({ result: true });
				expect(portal.messages[0]!.bindings).toEqual([]);
			});
		},
		'mail.message.createtask': () => {
			it('answers the task', async () => {
				const { portal, call } = await start();
				const { body } = await call('mail.message.createtask', { messageId: '5' });
				expect(body.result).toEqual({ success: true, taskId: 1, messageId: 5 });
				expect(portal.tasks).toEqual([expect.objectContaining({ id: 1, messageId: 5 })]);
			});
		},
		'mail.message.createcalendarevent': () => {
			it('answers the event', async () => {
				const { portal, call } = await start();
				const times = { dateFrom: '2026-01-16 10:00:00', dateTo: '2026-01-16 11:00:00' };
				const { body } = await call('mail.message.createcalendarevent', { messageId: 12, ...times });
				expect(body.result).toEqual({ success: true, eventId: 1, messageId: 12 });
				expect(portal.calendarEvents).toEqual([expect.objectContaining({ id: 1, messageId: 12, ...times })]);
			});
		},
		'mail.message.createchat': () => {
			it('answers the chat, and whether it was there', async () => {
				const { portal, call } = await start();
				const answer = { success: true, chatId: 1, messageId: 6 };
				for (const existing of [false, true]) {
					const { body } = await call('mail.message.createchat', { messageId: 6 });
					expect(body.result).toEqual({ ...answer, existing });
				}
				expect(portal.chats).toEqual([{ id: 1, messageId: 6, userIds: [1] }]);
			});
		},
		'mail.message.createfeedpost': () => {
			it('answers the post', async () => {
				const { portal, call } = await start();
				const { body } = await call('mail.message.createfeedpost', { messageId: 12 });
				expect(body.result).toEqual({ success: true, postId: 1, messageId: 12 });
				expect(portal.feedPosts).toEqual([expect.objectContaining({ id: 1, messageId: 12 })]);
			});
		},
		'mail.message.field.list': () => {
			it('describes the fields in four types', async () => {
				const { call } = await start();
				const { items } = (await call('mail.message.field.list')).body.result;
				expect(items.map(({ name }: { name: string }) => name)).toEqual(FIELD_NAMES);
				expect(items[0]).toEqual({
					name: 'id',
					type: 'int',
					title: 'id',
					description: null,
					validationRules: [],
					requiredGroups: null,
					filterable: false,
					sortable: false,
					editable: false,
					multiple: false,
					elementType: null,
				});
				const types = (await call('mail.message.field.list', { select: ['type'] })).body.result.items;
				const seen = types.map(({ type }: { type: string }) => type);
				expect(seen.join(' ')).toBe(
					'int int string string string string string string bool bool string array string',
				);
			});
		},
		'mail.message.field.get': () => {
			it('describes one field, and refuses unknown and missing names', async () => {
				const { call } = await start();
				const { body } = await call('mail.message.field.get', { name: 'bindings', select: ['name', 'type'] });
				expect(body.result.item).toEqual({ name: 'bindings', type: 'array' });
				const unknown: Seen = await call('mail.message.field.get', { name: 'folder' });
				expect(unknown.body.error.code).toBe('BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION');
				expect(complaintOf(await call('mail.message.field.get'))[1]).toBe('name');
			});
		},
	});

	it('bindings: all of them in S4, one of the CRM and one other in S1', async () => {
		const bindings = [
			{ type: 'task', entityId: 1 },
			{ type: 'chat', entityId: 2 },
			{ type: 'crm', entityTypeId: 2, entityId: 3 },
			{ type: 'crm', entityTypeId: 3, entityId: 4 },
		] as const;
		const shown = async (mailDialect: 'S1' | 'S4') => {
			const { call } = await start({ mailDialect, messages: [{ bindings: [...bindings] }] });
			return (await call('mail.message.get', { id: 1 })).body.result.item.bindings;
		};
		expect(await shown('S4')).toEqual(bindings);
		expect(await shown('S1')).toEqual([bindings[2], bindings[0]]);
	});
});
