import type { INodeParameters } from 'n8n-workflow';
import { messageErrors } from '../../../../../nodes/Bitrix24Mail/api/errors/message';
import {
	newMessage,
	REST_3,
	startPortal,
	type Portal,
	type PortalOptions,
	type StoredMailbox,
} from '../../../../../sandbox/portal';
import { byId, runOn } from '../../../../support/node';
import { useVirtualTime } from '../../../../support/virtualTime';

useVirtualTime();

const byAddress = (value: string) => ({ __rl: true, mode: 'address', value });
const many = (count: number) => Array.from({ length: count }, (_, n) => `to${n}@example.org`).join(', ');

const message = { resource: 'message', messageId: byId(1) };
const SEND: INodeParameters = {
	resource: 'message',
	operation: 'send',
	from: byAddress('sales@example.com'),
	sendTo: 'ann@example.org',
	subject: 'Offer',
	message: 'Hello',
};
const REPLY: INodeParameters = { ...message, operation: 'reply', message: 'Hello' };
const FORWARD: INodeParameters = { ...message, operation: 'forward', sendTo: 'ann@example.org' };
const LIST: INodeParameters = { resource: 'message', operation: 'getAll', mailboxId: byId(99) };
const MOVE: INodeParameters = { ...message, operation: 'move', targetFolder: 'Spam' };
const SPAM: INodeParameters = { ...message, operation: 'markAsSpam' };
const DELETE: INodeParameters = { ...message, operation: 'delete' };
const EVENT = { start: '2026-05-25T10:00:00', end: '2026-05-25T11:00:00' };
const make = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	...message,
	operation,
	...more,
});

/** A state of the portal: options, or what happens to it before the run. */
type State = PortalOptions | ((portal: Portal) => void);

const USUAL: State = {};
const S4: State = { mailDialect: 'S4' };
const INBOX = { path: 'INBOX', type: 'inbox' as const };
const mailbox =
	(first: Partial<StoredMailbox>): State =>
	({ mailboxes }) =>
		void Object.assign(mailboxes[0]!, first);

/** What the stand-in portal has no reason to say. */
const says =
	(method: string, field: string, text: string): State =>
	({ faults }) => {
		const error = { code: REST_3.validation, message: 'Not valid', validation: [{ message: text, field }] };
		faults.add({ method, answer: { status: 400, body: { error } } });
	};

/** What goes before what is sent. */
const vanishes: State = ({ faults, messages }) =>
	faults.add({ method: 'mail.message.reply', delayMs: 0, when: () => messages.splice(0).length > 0 });

const NOT_TAKEN = 'Bitrix24 did not accept the message for sending';
const REASONS = 'See Bitrix24’s answer for the reason. Usually, there are too many recipients for your plan';
const MOVING = 'Bitrix24 is moving the mailbox to another mail server';
const WAIT = 'Wait until the move is finished, then run this again.';
const BLOCKED = 'The mailbox action is unavailable while its migration status is active or unavailable.';
const NO_CRM = 'the credential’s user has no access to CRM';
const CHECK_ID = 'Check the ID, or use Get Many to see what the credential’s user has access to.';

/** A row of the table: Bitrix24's code, states, what is asked for; the title, how the advice begins, and its own words. */
type Row = [string, State[], INodeParameters, string, string, string];

/** By Bitrix24's code in place of a field, or its code where there is no such. */
const ROWS: Row[] = [
	[
		'MESSAGE_SEND_FAILED',
		[USUAL],
		{ ...SEND, sendTo: many(9), options: { ccList: 'ann@example.org', bccList: 'ben@example.org' } },
		`Could not send the message “Offer”: ${NOT_TAKEN}`,
		REASONS,
		'Total number of recipients (to + cc + bcc) is 11, must not exceed 10.',
	],
	[
		'MESSAGE_SEND_FAILED',
		[{ recipientsPerField: 1 }],
		{ ...SEND, sendTo: many(2) },
		`Could not send the message “Offer”: ${NOT_TAKEN}`,
		REASONS,
		'Tariff restriction: each of to, cc, bcc must contain at most 1 recipient(s).',
	],
	...(
		[
			[{ dailyLimit: 0 }, 'Daily sender email limit reached.'],
			[{ portalDailyLimit: 0 }, 'Daily portal mail limit reached.'],
			[{ portalMonthlyLimit: 0 }, 'Monthly portal mail limit reached.'],
			[mailbox({ broken: true }), 'Mailbox authentication failed.'],
		] satisfies Array<[State, string]>
	).map(([state, own]): Row => [
		'MESSAGE_SEND_FAILED',
		[state],
		SEND,
		`Could not send the message “Offer”: ${NOT_TAKEN}`,
		REASONS,
		own,
	]),
	[
		'MESSAGE_SEND_FAILED',
		[S4],
		{ ...SEND, from: byAddress('nobody@example.com') },
		`Could not send the message “Offer”: ${NOT_TAKEN}`,
		REASONS,
		'Sender email is not available for this user.',
	],
	[
		'MESSAGE_REPLY_FAILED',
		[vanishes],
		REPLY,
		`Could not reply to message 1: ${NOT_TAKEN}`,
		REASONS,
		'Original message not found or access denied.',
	],
	[
		'MESSAGE_FORWARD_FAILED',
		[{ recipientLimit: 0 }],
		FORWARD,
		`Could not forward message 1: ${NOT_TAKEN}`,
		REASONS,
		'Total number of recipients (to + cc + bcc) is 1, must not exceed 0.',
	],
	[
		'RESOLVE_RECIPIENTS_ERROR',
		[says('mail.message.send', 'RESOLVE_RECIPIENTS_ERROR', 'Ambiguous recipient "Ann".')],
		SEND,
		'Could not send the message “Offer”: Bitrix24 did not accept one of the recipients',
		'Enter each recipient as an email address. Bitrix24’s answer says which one it rejected.',
		'Ambiguous recipient "Ann".',
	],
	[
		'NO_RECIPIENTS',
		[says('mail.message.forward', 'NO_RECIPIENTS', 'No valid recipients provided.')],
		FORWARD,
		'Could not forward message 1: there is no recipient',
		'Enter at least one email address under To.',
		'No valid recipients provided.',
	],
	[
		'MESSAGE_LIST_FAILED',
		[S4],
		LIST,
		'Could not list the messages: Bitrix24 rejected the search for messages',
		'See Bitrix24’s answer for the reason. Check that the credential’s user has access to the mailbox',
		'User does not have access to this mailbox',
	],
	[
		REST_3.internal,
		[{ mailDialect: 'S1' }],
		LIST,
		'Could not list the messages: Bitrix24 had an internal server issue',
		'If you chose a mailbox, check that the credential’s user has access to it',
		'User does not have access to this mailbox',
	],
	[
		'MAIL_CLIENT_MESSAGES_MULTIPLE_FOLDERS',
		[{ messages: [{ alsoIn: ['[Gmail]/All Mail'] }] }],
		MOVE,
		'Could not move message 1: the message is in several folders',
		'Mail servers with labels show a message in several folders.',
		'The messages are in different folders',
	],
	[
		'MAIL_CLIENT_MAILBOX_NOT_FOUND',
		[USUAL],
		{ ...MOVE, targetFolder: 'Archiv' },
		'Could not move message 1: the mailbox has no such folder',
		'Enter the folder’s name or path on the mail server',
		'The mailbox was not found',
	],
	[
		'MAIL_CLIENT_FOLDER_IS_DISABLED',
		[mailbox({ folders: [INBOX, { path: 'Old', disabled: true }] }), { language: 'de' }],
		{ ...MOVE, targetFolder: 'Old' },
		'Could not move message 1: Bitrix24 doesn’t synchronize this folder',
		'In Bitrix24, open the mailbox settings and turn on the folder, or choose another one.',
		'Der Ordner "Old" ist in den Einstellungen der Mailbox deaktiviert',
	],
	[
		'MAIL_CLIENT_MOVE_TO_SELF_FOLDER',
		[USUAL],
		{ ...MOVE, targetFolder: 'inbox' },
		'Could not move message 1: the message is already in this folder',
		'There is nothing to move.',
		'The message is in the folder "INBOX" already',
	],
	[
		'MAIL_CLIENT_MESSAGES_NOT_FOUND',
		[{ messages: [{ folder: null }] }],
		SPAM,
		'Could not mark message 1 as spam: the message no longer exists',
		'It may have been moved or deleted on the mail server',
		'The messages were not found',
	],
	[
		'MAIL_CLIENT_TRASH_FOLDER_NOT_SELECTED_ERROR',
		[mailbox({ folders: [INBOX] })],
		DELETE,
		'Could not delete message 1: the mailbox has no folder for deleted messages',
		'In Bitrix24, open the mailbox settings and choose a trash folder.',
		'No folder for deleted messages is selected in the mailbox settings',
	],
	[
		'MAIL_CLIENT_SPAM_FOLDER_NOT_SELECTED_ERROR',
		[mailbox({ folders: [INBOX] })],
		SPAM,
		'Could not mark message 1 as spam: the mailbox has no folder for spam',
		'In Bitrix24, open the mailbox settings and choose a spam folder.',
		'No folder for spam is selected in the mailbox settings',
	],
	[
		'MAIL_CLIENT_SYNC_ERROR',
		[mailbox({ broken: true })],
		DELETE,
		'It’s unclear whether message 1 was deleted: Bitrix24 could not synchronize the mailbox with its mail server',
		'Look in the trash of the mailbox before you delete the message again',
		'The mail server could not be reached',
	],
	[
		'MAILBOX_MIGRATION_ACTION_BLOCKED',
		[S4, mailbox({ migrating: true })],
		SEND,
		`Could not send the message “Offer”: ${MOVING}`,
		WAIT,
		BLOCKED,
	],
	[
		'MAILBOX_MIGRATION_ACTION_BLOCKED',
		[S4, mailbox({ migrating: true })],
		REPLY,
		`Could not reply to message 1: ${MOVING}`,
		WAIT,
		BLOCKED,
	],
	[
		'MAILBOX_MIGRATION_ACTION_BLOCKED',
		[S4, mailbox({ migrating: true })],
		MOVE,
		`Could not move message 1: ${MOVING}`,
		WAIT,
		BLOCKED,
	],
	[
		'MAILBOX_MIGRATION_STATUS_UNAVAILABLE',
		[says('mail.message.movetofolder', 'mailbox_migration_status_unavailable', 'Unavailable.')],
		DELETE,
		`Could not delete message 1: ${MOVING}`,
		WAIT,
		'Unavailable.',
	],
	[
		'MAIL_SOURCE_GENERATION_CHANGED',
		[says('mail.message.movetofolder', 'MAIL_SOURCE_GENERATION_CHANGED', 'Changed.')],
		MOVE,
		'Could not move message 1: the mailbox has been moved to another mail server',
		'The message has a new ID: find it with Get Many.',
		'Changed.',
	],
	[
		'MAIL_MESSAGE_CRM_ACCESS_DENIED',
		[S4, { crmDenied: true, language: 'ru' }],
		make('createCrmActivity'),
		`Could not save message 1 to CRM: ${NO_CRM}`,
		'Use the credential of a user with access to CRM, or give this user access.',
		'Нет доступа к CRM',
	],
	[
		'MAIL_MESSAGE_CRM_ACCESS_DENIED',
		[S4, { crmDenied: true }],
		make('removeCrmActivity'),
		`Could not remove message 1 from CRM: ${NO_CRM}`,
		'Use the credential of a user with access to CRM, or give this user access.',
		'No access to the CRM',
	],
	...(
		[
			[
				'removeCrmActivity',
				'remove message 1 from CRM',
				{ crmDenied: true },
				'Access denied: no access to CRM',
			],
			[
				'createCrmActivity',
				'save message 1 to CRM',
				{ missingModules: ['crm'] },
				'The CRM module is not installed',
			],
			[
				'createTask',
				'create a task from message 1',
				{ missingModules: ['tasks'] },
				'Module tasks is not installed.',
			],
			[
				'createCalendarEvent',
				'create a calendar event from message 1',
				{ missingModules: ['calendar'] },
				'Module calendar is not installed.',
			],
			[
				'createChat',
				'create a chat about message 1',
				{ missingModules: ['im'] },
				'Modules im/intranet are not installed.',
			],
			[
				'createFeedPost',
				'create a feed post from message 1',
				{ missingModules: ['blog'] },
				'Modules blog/socialnetwork are not installed.',
			],
		] satisfies Array<[string, string, State, string]>
	).map(([operation, action, state, own]): Row => [
		REST_3.validation,
		[state],
		make(operation, operation === 'createCalendarEvent' ? EVENT : {}),
		`Could not ${action}: Bitrix24 rejected the request`,
		'See Bitrix24’s answer for the reason.',
		own,
	]),
	[
		REST_3.validation,
		[{ language: 'de' }],
		make('createTask', { additionalFields: { responsibleId: 99 } }),
		'Could not create a task from message 1: Bitrix24 rejected the request',
		'See Bitrix24’s answer for the reason.',
		'Die verantwortliche Person wurde nicht gefunden',
	],
];

/** Codes of REST 3.0 in general, with the label of the parameter that they are about. */
const LABELLED: Row[] = [
	...['get', 'getThread', 'reply', 'forward', 'move', 'markAsSpam', 'delete'].map((operation): Row => [
		REST_3.notFound,
		[USUAL],
		{ ...FORWARD, ...MOVE, ...REPLY, operation, messageId: byId(99) },
		'“Message”: there is no message with ID 99',
		CHECK_ID,
		'Record with ID = `99` not found',
	]),
	...['MISSING_SUBJECT', 'subject'].map((field): Row => [
		REST_3.validation,
		[says('mail.message.send', field, 'Parameter "subject" is required.')],
		SEND,
		'Could not send the message “Offer”: Bitrix24 rejected the value of “Subject”',
		'Check the values of this node’s parameters.',
		`${field}: Parameter "subject" is required.`,
	]),
	[
		REST_3.validation,
		[says('mail.recipient.listemployees', 'MISSING_QUERY', 'Parameter "query" is required.')],
		{ resource: 'recipient', operation: 'getEmployees', search: 'Lee' },
		'Could not list the employees: Bitrix24 rejected the value of “Search”',
		'Check the values of this node’s parameters.',
		'Parameter "query" is required.',
	],
	[
		REST_3.fieldNotFound,
		[USUAL],
		make('getField', { fieldName: { __rl: true, mode: 'name', value: 'colour' } }),
		'“Field Name”: there is no message field “colour”',
		'Check the name. Use Get Fields to list the names.',
		'Field `colour` not found',
	],
];

describe('What Bitrix24 refuses is told with what to do, and in its own words', () => {
	let portal: Portal;
	afterEach(async () => await portal.close());

	const rows = [...ROWS, ...LABELLED].map(([code, states, parameters, title, advice, own]) => ({
		...{ code, states, parameters, title, advice, own },
	}));

	it.each(rows)('$title (“$own”)', async ({ code, states, parameters, title, advice, own }) => {
		const options = states.filter((state) => typeof state !== 'function');
		portal = await startPortal(Object.assign({ messages: [newMessage()] }, ...options) as PortalOptions);
		for (const state of states) if (typeof state === 'function') state(portal);
		const { error } = await runOn(portal, parameters);
		const description = String(error?.description);
		expect(error?.message).toBe(`${title} [item 0]`);
		expect(description.slice(0, advice.length)).toBe(advice);
		const answer = description.slice(description.indexOf('Bitrix24’s answer: “'));
		expect(answer).toContain(own);
		expect(answer).not.toMatch(/· :|undefined|null/);
		// The whole code is for those who look into the details.
		expect(error?.messages.join()).toContain(own);
		expect(error?.messages.join().toUpperCase()).toContain(code.toUpperCase());
	});

	it('of all the codes that messages have', () => {
		const known = messageErrors.map(({ code, field }) => field ?? code);
		expect([...new Set(ROWS.map(([code]) => code))].sort()).toEqual([...new Set(known)].sort());
	});
});

describe('What the node finds out by itself', () => {
	it('a mailbox that sends nothing: whose sender it is, and where to choose another one', async () => {
		const senders = [{ email: 'other@example.com', name: 'Other' }];
		const portal = await startPortal({ messages: [newMessage()], senders });
		try {
			const { error } = await runOn(portal, REPLY);
			expect(error?.message).toBe(
				'Could not reply to message 1: the credential’s user can’t send from the mailbox that received the message [item 0]',
			);
			expect(error?.description).toBe('Choose a sender under “From”.');
			expect(portal.outbox).toEqual([]);
		} finally {
			await portal.close();
		}
	});
});
