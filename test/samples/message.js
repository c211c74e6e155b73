/** Samples of the resource Message; what they are is told in index.d.ts. What reads comes before what changes. */
const { field, simplifiedField } = require('./fields');
const { byAddress, byId, byName, byUrl, fromList } = require('./locators');
const { PORTAL } = require('./portal');

const SENDER = fromList('sales@example.com', 'Sales Team · sales@example.com');
const SENDERS = { method: 'mail.mailbox.senders', params: { pagination: { limit: 100, offset: 0 } } };
const getOf = (id) => ({ method: 'mail.message.get', params: { id } });

const urlOf = (id) => `${PORTAL}/mail/message/${id}`;
const sentTo = (...to) => ({ success: true, to });

const BROKEN_LAMP = {
	id: 10,
	mailboxEmail: 'support@example.com',
	date: '2026-01-14T08:02:00+00:00',
	from: 'ann.lee@example.org',
	fromName: 'Ann Lee',
	to: ['support@example.com'],
	subject: 'Lamp arrived broken',
	body: 'One of the lamps arrived with a broken shade, see the photos.',
	isSeen: false,
	url: urlOf(10),
};
const SIGN_IN = {
	id: 5,
	mailboxEmail: 'support@example.com',
	date: '2026-01-12T13:20:00+00:00',
	from: 'maria.costa@example.org',
	fromName: 'Costa, Maria',
	to: ['support@example.com'],
	subject: 'Cannot sign in',
	body: 'Since this morning the page says "Wrong password", but I did not change it.What can I do? Thanks & regards, Maria',
	isSeen: true,
	url: urlOf(5),
};

/** The same as Bitrix24 sends it: entities stay, and line breaks are gone. */
const SIGN_IN_RAW = {
	id: 5,
	mailboxId: 2,
	mailboxEmail: 'support@example.com',
	subject: 'Cannot sign in',
	from: '"Costa, Maria" <maria.costa@example.org>',
	to: 'support@example.com',
	cc: '',
	date: '2026-01-12 13:20:00',
	isSeen: true,
	hasAttachments: false,
	url: urlOf(5),
	bindings: [],
	body: 'Since this morning the page says &quot;Wrong password&quot;, but I did not change it.What can I do?&nbsp;Thanks &amp; regards, Maria',
};
const MORE_LAMPS_RAW = {
	id: 3,
	mailboxId: 1,
	mailboxEmail: 'sales@example.com',
	subject: 'Re: Order 2026-117: 12 desk lamps',
	from: 'Ann Lee <ann.lee@example.org>',
	to: 'Sales Team <sales@example.com>',
	cc: null,
	date: '2026-01-13 07:05:00',
	isSeen: false,
	hasAttachments: false,
	url: urlOf(3),
	bindings: [],
	body: null,
};

/** A message of a thread, which tells less of each. */
const inThread = (id, time, from, fromName, to, subject, body) => ({
	id,
	mailboxEmail: null,
	date: `2026-01-${time}:00+00:00`,
	from,
	fromName,
	to: [to],
	subject,
	body,
	isSeen: null,
	url: null,
});
const ORDER = 'Order 2026-117: 12 desk lamps';
const THREAD = [
	inThread(
		1,
		'12T08:15',
		'ann.lee@example.org',
		'Ann Lee',
		'sales@example.com',
		ORDER,
		'Hello,we would like to order 12 desk lamps, model "Halo", for our office in Leeds.Best regardsAnn Lee',
	),
	inThread(
		2,
		'12T09:40',
		'sales@example.com',
		'Sales Team',
		'ann.lee@example.org',
		`Re: ${ORDER}`,
		'Dear Ann,thank you. The lamps leave our warehouse on Thursday.',
	),
	inThread(
		3,
		'13T07:05',
		'ann.lee@example.org',
		'Ann Lee',
		'sales@example.com',
		`Re: ${ORDER}`,
		'Great. Could you make it 14 lamps? The delivery address stays the same.',
	),
];

const FIELDS = {
	id: 'int',
	mailboxId: 'int',
	mailboxEmail: 'string',
	subject: 'string',
	from: 'string',
	to: 'string',
	cc: 'string',
	date: 'string',
	isSeen: 'bool',
	hasAttachments: 'bool',
	url: 'string',
	bindings: 'array',
	body: 'string',
};

/** The calls by which a message is filed: it is looked up before. */
const filingOf = (id, params) => [
	getOf(id),
	{ method: 'mail.message.movetofolder', params: { messageIds: [id], ...params } },
];

/** All that Bitrix24 says of the fields of a message. */
const FIELD_DEFINITIONS = Object.entries(FIELDS).map(([name, type]) => field(name, type, []));

/** @type {Record<string, import('.').Sample>} */
module.exports = {
	getAll: {
		parameters: {
			folder: 'INBOX',
			returnAll: false,
			limit: 1,
			includeBody: true,
			filters: { search: 'broken', readStatus: 'unread' },
		},
		calls: [
			{
				method: 'mail.message.list',
				params: {
					searchQuery: 'broken',
					folder: 'INBOX',
					isSeen: false,
					pagination: { limit: 1, offset: 0 },
				},
			},
			getOf(10),
		],
		result: [BROKEN_LAMP],
		perItem: {
			folder: 'INBOX',
			limit: 1,
			filters: { search: '={{ ["order", "invoice", "lamp"][($json.n - 1) % 3] }}' },
		},
		picture: { filters: { readStatus: 'unread' } },
		variants: [
			{
				title: 'of one mailbox and one sender in some time, as Bitrix24 sends them',
				parameters: {
					mailboxId: byId('1'),
					folder: '',
					returnAll: true,
					simplify: false,
					includeBody: false,
					filters: {
						sender: 'ann.lee@',
						hasAttachments: false,
						receivedAfter: '2026-01-13T00:00:00Z',
						receivedBefore: '2026-01-14T00:00:00Z',
					},
					options: { maxBodyLength: 20 },
				},
				calls: [0, 200].map((offset) => ({
					method: 'mail.message.list',
					params: {
						searchQuery: 'ann.lee@',
						mailboxId: 1,
						hasAttachments: false,
						dateFrom: '2026-01-12T11:00:00-12:00',
						dateTo: '2026-01-14T15:00:00+14:00',
						pagination: { limit: 200, offset },
					},
				})),
				result: [MORE_LAMPS_RAW],
			},
		],
	},
	get: {
		parameters: { messageId: byId('5') },
		calls: [getOf(5)],
		result: SIGN_IN,
		perItem: { messageId: byId('={{ $json.n }}') },
		picture: { messageId: fromList('5', 'Cannot sign in · Costa, Maria · 2026-01-12') },
		variants: [
			{
				title: 'as Bitrix24 sends it, by its address',
				parameters: { messageId: byUrl('https://example.bitrix24.com/mail/message/5'), simplify: false },
				calls: [getOf(5)],
				result: SIGN_IN_RAW,
			},
			{
				title: 'with the beginning of its text',
				parameters: { messageId: byId('5'), options: { maxBodyLength: 20 } },
				calls: [getOf(5)],
				result: { ...SIGN_IN, body: 'Since this morning t… [20 of 113 characters]' },
			},
		],
	},
	getThread: {
		parameters: { messageId: byId('3'), returnAll: true },
		calls: [{ method: 'mail.message.thread', params: { id: 3, limit: 50, offset: 0 } }],
		result: THREAD,
		perItem: { messageId: byId('={{ $json.n }}'), limit: 5 },
		picture: { messageId: fromList('3', 'Re: Order 2026-117: 12 desk la… · Ann Lee · 2026-01-13') },
		variants: [
			{
				title: 'the newest one, as Bitrix24 sends it',
				parameters: {
					messageId: byId('3'),
					returnAll: false,
					limit: 1,
					simplify: false,
					options: { maxBodyLength: 20 },
				},
				calls: [{ method: 'mail.message.thread', params: { id: 3, limit: 50, offset: 0 } }],
				result: [
					{
						id: 3,
						subject: MORE_LAMPS_RAW.subject,
						from: MORE_LAMPS_RAW.from,
						to: MORE_LAMPS_RAW.to,
						cc: '',
						date: MORE_LAMPS_RAW.date,
						body: THREAD[2].body,
					},
				],
			},
		],
	},
	getFields: {
		parameters: {},
		calls: [{ method: 'mail.message.field.list', params: {} }],
		result: FIELD_DEFINITIONS.map(simplifiedField),
		perItem: {},
		variants: [
			{
				title: 'all of their properties',
				parameters: { simplify: false },
				calls: [{ method: 'mail.message.field.list', params: {} }],
				result: FIELD_DEFINITIONS,
			},
			{
				title: 'some of their properties',
				parameters: { options: { properties: ['name'] } },
				calls: [{ method: 'mail.message.field.list', params: { select: ['name'] } }],
				result: Object.keys(FIELDS).map((name) => ({ name })),
			},
		],
	},
	getField: {
		parameters: { fieldName: byName('subject') },
		calls: [{ method: 'mail.message.field.get', params: { name: 'subject' } }],
		result: simplifiedField(field('subject', 'string', [])),
		perItem: { fieldName: byName('={{ ["id", "subject", "date"][($json.n - 1) % 3] }}') },
		picture: { fieldName: fromList('subject', 'Subject (subject)') },
		variants: [
			{
				title: 'all of its properties',
				parameters: { fieldName: byName('subject'), simplify: false },
				calls: [{ method: 'mail.message.field.get', params: { name: 'subject' } }],
				result: field('subject', 'string', []),
			},
			{
				title: 'some of its properties',
				parameters: { fieldName: byName('date'), options: { properties: ['name', 'type'] } },
				calls: [{ method: 'mail.message.field.get', params: { name: 'date', select: ['name', 'type'] } }],
				result: { name: 'date', type: 'string' },
			},
		],
	},
	send: {
		parameters: {
			from: SENDER,
			sendTo: 'Ann Lee <ann.lee@example.org>',
			subject: 'Your order 2026-117',
			emailType: 'text',
			message: 'Dear Ann,\n\nyour 14 lamps have left our warehouse.',
		},
		calls: [
			{
				method: 'mail.message.send',
				params: {
					from: 'sales@example.com',
					to: ['Ann Lee <ann.lee@example.org>'],
					subject: 'Your order 2026-117',
					body: 'Dear Ann,<br><br>your 14 lamps have left our warehouse.',
				},
			},
		],
		result: sentTo('Ann Lee <ann.lee@example.org>'),
		perItem: {
			from: byAddress('sales@example.com'),
			sendTo: '=customer{{ $json.n }}@example.org',
			subject: '=Order {{ $json.n }}',
			message: 'It is on its way.',
		},
		variants: [
			{
				title: 'HTML, with copies',
				parameters: {
					from: byAddress('support@example.com'),
					sendTo: 'ann.lee@example.org, ben.okafor@example.org',
					subject: 'Price list',
					emailType: 'html',
					message: '<p>Here it is: <b>none</b>.</p>',
					options: { ccList: 'eva.novak@example.org', bccList: 'accounting@example.com' },
				},
				calls: [
					{
						method: 'mail.message.send',
						params: {
							from: 'support@example.com',
							to: ['ann.lee@example.org', 'ben.okafor@example.org'],
							subject: 'Price list',
							body: '<p>Here it is: <b>none</b>.</p>',
							bcc: ['accounting@example.com'],
							cc: ['eva.novak@example.org'],
						},
					},
				],
				result: sentTo('ann.lee@example.org', 'ben.okafor@example.org'),
			},
		],
	},
	reply: {
		parameters: {
			messageId: byId('3'),
			emailType: 'text',
			message: 'Dear Ann,\n\n14 lamps it is.',
		},
		calls: [
			{ batch: [getOf(3), SENDERS] },
			{
				method: 'mail.message.reply',
				params: {
					replyToMessageId: 3,
					from: 'sales@example.com',
					to: ['ann.lee@example.org'],
					subject: `Re: ${ORDER}`,
					body: 'Dear Ann,<br><br>14 lamps it is.',
				},
			},
		],
		result: sentTo('ann.lee@example.org'),
		perItem: {
			messageId: byId('={{ $json.n }}'),
			from: byAddress('sales@example.com'),
			message: 'Thank you.',
			options: { sendTo: 'ann.lee@example.org' },
		},
		picture: {
			messageId: fromList('3', 'Re: Order 2026-117: 12 desk la… · Ann Lee · 2026-01-13'),
			message: 'Dear Ann,\n\n14 lamps it is.',
		},
		variants: [
			{
				title: 'to all, with another sender, subject and copies',
				parameters: {
					messageId: byId('10'),
					from: byAddress('sales@example.com'),
					emailType: 'html',
					message: '<p>We are sorry.</p>',
					options: {
						replyToAll: true,
						subject: 'Your broken lamp',
						ccList: 'ben.okafor@example.org',
						bccList: 'accounting@example.com',
					},
				},
				calls: [
					{ batch: [getOf(10), SENDERS] },
					{
						method: 'mail.message.reply',
						params: {
							replyToMessageId: 10,
							from: 'sales@example.com',
							to: ['ann.lee@example.org'],
							cc: ['ben.okafor@example.org'],
							bcc: ['accounting@example.com'],
							subject: 'Your broken lamp',
							body: '<p>We are sorry.</p>',
						},
					},
				],
				result: sentTo('ann.lee@example.org'),
			},
			{
				title: 'to somebody else',
				parameters: {
					messageId: byId('6'),
					message: 'Two years.',
					options: { sendTo: 'maria.costa@example.org' },
				},
				calls: [
					{ batch: [getOf(6), SENDERS] },
					{
						method: 'mail.message.reply',
						params: {
							replyToMessageId: 6,
							from: 'support@example.com',
							to: ['maria.costa@example.org'],
							subject: 'Re: Question about the warranty',
							body: 'Two years.',
						},
					},
				],
				result: sentTo('maria.costa@example.org'),
			},
		],
	},
	forward: {
		parameters: {
			messageId: byId('4'),
			sendTo: 'sales@example.com',
			emailType: 'text',
			message: 'Please check.',
		},
		calls: [
			{ batch: [getOf(4), SENDERS] },
			{
				method: 'mail.message.forward',
				params: {
					forwardMessageId: 4,
					from: 'accounting@example.com',
					to: ['sales@example.com'],
					subject: 'Fwd: Invoice INV-2026-0042',
					body: 'Please check.',
				},
			},
		],
		result: sentTo('sales@example.com'),
		perItem: {
			from: byAddress('sales@example.com'),
			messageId: byId('={{ $json.n }}'),
			sendTo: 'ben.okafor@example.org',
		},
		picture: {
			messageId: fromList('4', 'Invoice INV-2026-0042 · Paper & Ink Ltd · 2026-01-12'),
			sendTo: 'sales@example.com',
			message: 'Please check.',
		},
		variants: [
			{
				title: 'without words, with another sender, subject and copies',
				parameters: {
					messageId: byId('4'),
					from: byAddress('support@example.com'),
					sendTo: 'ben.okafor@example.org',
					options: { subject: 'Invoice', ccList: 'eva.novak@example.org', bccList: 'sales@example.com' },
				},
				calls: [
					{ batch: [getOf(4), SENDERS] },
					{
						method: 'mail.message.forward',
						params: {
							forwardMessageId: 4,
							from: 'support@example.com',
							to: ['ben.okafor@example.org'],
							bcc: ['sales@example.com'],
							cc: ['eva.novak@example.org'],
							subject: 'Invoice',
							body: '<br>',
						},
					},
				],
				result: sentTo('ben.okafor@example.org'),
			},
		],
	},
	createTask: {
		parameters: {
			messageId: byId('5'),
			additionalFields: {
				title: 'Reset Maria’s password',
				description: 'She can’t sign in.',
				responsibleId: 1,
			},
		},
		calls: [
			{
				method: 'mail.message.createtask',
				params: {
					messageId: 5,
					description: 'She can’t sign in.',
					responsibleId: 1,
					title: 'Reset Maria’s password',
				},
			},
		],
		result: { success: true, taskId: 1, messageId: 5 },
		perItem: { messageId: byId('={{ $json.n }}') },
	},
	createCalendarEvent: {
		parameters: {
			messageId: byId('12'),
			start: '2026-01-16T10:00:00',
			end: '2026-01-16T11:00:00',
			additionalFields: { name: 'Next order', description: 'With Ben and Ann' },
		},
		calls: [
			{
				method: 'mail.message.createcalendarevent',
				params: {
					messageId: 12,
					dateFrom: '2026-01-16 10:00:00',
					dateTo: '2026-01-16 11:00:00',
					description: 'With Ben and Ann',
					name: 'Next order',
				},
			},
		],
		result: { success: true, eventId: 1, messageId: 12 },
		perItem: { messageId: byId('={{ $json.n }}'), start: '2026-01-16T10:00:00', end: '2026-01-16T11:00:00' },
	},
	createChat: {
		parameters: { messageId: byId('10') },
		calls: [{ method: 'mail.message.createchat', params: { messageId: 10 } }],
		result: { success: true, chatId: 1, messageId: 10, existing: false },
		perItem: { messageId: byId('={{ $json.n }}') },
	},
	createFeedPost: {
		parameters: { messageId: byId('8'), additionalFields: { title: 'Our price list for 2026' } },
		calls: [
			{ method: 'mail.message.createfeedpost', params: { messageId: 8, title: 'Our price list for 2026' } },
		],
		result: { success: true, postId: 1, messageId: 8 },
		perItem: { messageId: byId('={{ $json.n }}') },
	},
	createCrmActivity: {
		parameters: { messageId: byId('6') },
		calls: [{ method: 'mail.message.createcrmactivity', params: { messageId: 6 } }],
		result: { messageId: 6, created: true },
		perItem: { messageId: byId('={{ $json.n }}') },
	},
	removeCrmActivity: {
		parameters: { messageId: byId('1') },
		calls: [{ method: 'mail.message.removecrmactivity', params: { messageId: 1 } }],
		result: { messageId: 1, removed: true },
		perItem: { messageId: byId('={{ $json.n }}') },
	},
	move: {
		parameters: { messageId: byId('9'), targetFolder: 'Drafts' },
		calls: filingOf(9, { action: 'move', folder: 'Drafts' }),
		result: { id: 9, moved: true, folder: 'Drafts' },
		perItem: { messageId: byId('={{ $json.n }}'), targetFolder: 'Drafts' },
	},
	markAsSpam: {
		parameters: { messageId: byId('8') },
		calls: filingOf(8, { action: 'spam' }),
		result: { id: 8, spam: true },
		perItem: { messageId: byId('={{ $json.n }}') },
	},
	delete: {
		parameters: { messageId: byId('2') },
		calls: filingOf(2, { action: 'delete' }),
		result: { id: 2, deleted: true },
		perItem: { messageId: byId('={{ $json.n }}') },
	},
};
