import type { MethodName } from '../methods';
import { V3, VALIDATION } from './rest3';
import type { ErrorSpec } from './types';

const SENDING = ['mail.message.send', 'mail.message.reply', 'mail.message.forward'] as const;

const CREATING = [
	'mail.message.createtask',
	'mail.message.createcalendarevent',
	'mail.message.createchat',
	'mail.message.createfeedpost',
	'mail.message.createcrmactivity',
	'mail.message.removecrmactivity',
] as const satisfies readonly MethodName[];

const OF_MESSAGES = [
	'mail.message.list',
	...SENDING,
	'mail.message.movetofolder',
] as const satisfies readonly MethodName[];

/** A refusal of the mail module: `validation` has its code in place of a field (vendor’s source: Message controller). */
const refusal = (field: string, methods: readonly MethodName[], row: Omit<ErrorSpec, 'code'>): ErrorSpec => ({
	code: VALIDATION,
	field,
	methods,
	concerns: 'call',
	...row,
});

const MAILBOX_MOVING = {
	what: 'Bitrix24 is moving the mailbox to another mail server',
	next: 'Wait until the move is finished, then run this again.',
	concerns: undefined,
};

/** Most limits have one code: only its text tells them apart. */
const SENDING_REFUSED = {
	what: 'Bitrix24 did not accept the message for sending',
	next: 'See Bitrix24’s answer for the reason. Usually, there are too many recipients for your plan (10 in total, or 1 each in To, CC and BCC), a daily or monthly limit is used up, the credential’s user can’t send from this address, or the mailbox is disconnected.',
};

/**
 * Errors of `mail.message.*` that mean more than those of REST 3.0 in general.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/index.html
 */
export const messageErrors: readonly ErrorSpec[] = [
	refusal('MESSAGE_SEND_FAILED', ['mail.message.send'], SENDING_REFUSED),
	refusal('MESSAGE_REPLY_FAILED', ['mail.message.reply'], SENDING_REFUSED),
	refusal('MESSAGE_FORWARD_FAILED', ['mail.message.forward'], SENDING_REFUSED),
	refusal('RESOLVE_RECIPIENTS_ERROR', SENDING, {
		what: 'Bitrix24 did not accept one of the recipients',
		next: 'Enter each recipient as an email address. Bitrix24’s answer says which one it rejected.',
	}),
	refusal('NO_RECIPIENTS', SENDING, {
		what: 'there is no recipient',
		next: 'Enter at least one email address under To.',
	}),
	refusal('MESSAGE_LIST_FAILED', ['mail.message.list'], {
		what: 'Bitrix24 rejected the search for messages',
		next: 'See Bitrix24’s answer for the reason. Check that the credential’s user has access to the mailbox, and check the dates in Filters.',
		concerns: 'call',
	}),
	// Older servers answer so to a mailbox that is not the user's (vendor's source: MessageSearch).
	{
		code: `${V3}INTERNAL_INTERNALEXCEPTION`,
		usualStatus: 500,
		methods: ['mail.message.list'],
		what: 'Bitrix24 had an internal server issue',
		next: 'If you chose a mailbox, check that the credential’s user has access to it: if not, older versions of Bitrix24 answer like this. Otherwise, try again later.',
	},
	refusal('MAIL_CLIENT_MESSAGES_MULTIPLE_FOLDERS', ['mail.message.movetofolder'], {
		what: 'the message is in several folders',
		next: 'Mail servers with labels show a message in several folders. Move it in your mail program instead.',
	}),
	refusal('MAIL_CLIENT_MAILBOX_NOT_FOUND', ['mail.message.movetofolder'], {
		what: 'the mailbox has no such folder',
		next: 'Enter the folder’s name or path on the mail server, such as INBOX, Sent or INBOX/Orders. Translated names don’t work.',
	}),
	refusal('MAIL_CLIENT_FOLDER_IS_DISABLED', ['mail.message.movetofolder'], {
		what: 'Bitrix24 doesn’t synchronize this folder',
		next: 'In Bitrix24, open the mailbox settings and turn on the folder, or choose another one.',
	}),
	refusal('MAIL_CLIENT_MOVE_TO_SELF_FOLDER', ['mail.message.movetofolder'], {
		what: 'the message is already in this folder',
		next: 'There is nothing to move.',
	}),
	refusal('MAIL_CLIENT_MESSAGES_NOT_FOUND', ['mail.message.movetofolder'], {
		what: 'the message no longer exists',
		next: 'It may have been moved or deleted on the mail server. Wait until Bitrix24 has synchronized the mailbox.',
	}),
	refusal('MAIL_CLIENT_TRASH_FOLDER_NOT_SELECTED_ERROR', ['mail.message.movetofolder'], {
		what: 'the mailbox has no folder for deleted messages',
		next: 'In Bitrix24, open the mailbox settings and choose a trash folder.',
	}),
	refusal('MAIL_CLIENT_SPAM_FOLDER_NOT_SELECTED_ERROR', ['mail.message.movetofolder'], {
		what: 'the mailbox has no folder for spam',
		next: 'In Bitrix24, open the mailbox settings and choose a spam folder.',
	}),
	refusal('MAIL_CLIENT_SYNC_ERROR', ['mail.message.movetofolder'], {
		what: 'Bitrix24 could not synchronize the mailbox with its mail server',
		next: 'Try again in a few minutes. If it keeps happening, check the mailbox connection in Bitrix24.',
		outcomeUnknown: true,
	}),
	refusal('MAILBOX_MIGRATION_ACTION_BLOCKED', OF_MESSAGES, MAILBOX_MOVING),
	refusal('MAILBOX_MIGRATION_STATUS_UNAVAILABLE', OF_MESSAGES, MAILBOX_MOVING),
	refusal('MAIL_SOURCE_GENERATION_CHANGED', OF_MESSAGES, {
		what: 'the mailbox has been moved to another mail server',
		next: 'The message has a new ID: find it with Get Many.',
	}),
	refusal('MAIL_MESSAGE_CRM_ACCESS_DENIED', CREATING, {
		what: 'the credential’s user has no access to CRM',
		next: 'Use the credential of a user with access to CRM, or give this user access.',
	}),
	{
		code: VALIDATION,
		methods: ['mail.message.movetofolder', ...CREATING],
		what: 'Bitrix24 rejected the request',
		next: 'See Bitrix24’s answer for the reason.',
		concerns: 'call',
	},
];
