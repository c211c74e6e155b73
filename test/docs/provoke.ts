import type { INodeParameters } from 'n8n-workflow';
import { binaryItem } from '../engine';
import { REST_3, type Portal } from '../../sandbox/portal';
import { byId, type PortalRun } from '../support/node';

/** How an error comes about: what is different from a run where all goes well, that of the operation’s sample. */
export interface Provocation {
	parameters?: INodeParameters;
	run?: PortalRun;
	/** What is wrong at the portal. */
	prepare?: (portal: Portal) => void;
}

const NOT_AN_ADMINISTRATOR: Provocation = { run: { rights: { admin: false } } };
const NO_SCOPE: Provocation = { run: { rights: { scopes: [] } } };
/** From an expression, as n8n itself refuses a value that one types. */
const NO_ID = byId('={{ "x" }}');
const KNOWN = { name: 'Company Mail' };

const vectorGraphic = {
	property: 'logo',
	fileName: 'logo.svg',
	mimeType: 'image/svg+xml',
	buffer: Buffer.from('<svg/>'),
};

const NO_ADDRESS = 'Ann Lee';

/** Each message as it is not in the sample data. */
const withMessages = (change: Partial<Portal['messages'][number]>): Provocation => ({
	prepare: ({ messages }) => messages.forEach((message) => void Object.assign(message, change)),
});

const withMailboxes = (change: Partial<Portal['mailboxes'][number]>): Provocation => ({
	prepare: ({ mailboxes }) => mailboxes.forEach((mailbox) => void Object.assign(mailbox, change)),
});

/** A refusal of the mail module: its code stands in the place of a field. */
const refusedBy = (method: RegExp, field?: string): Provocation => ({
	prepare: ({ faults }) =>
		faults.add({
			method,
			status: 400,
			answer: {
				body: {
					error: { code: REST_3.validation, message: 'Refused', validation: [{ field, message: 'No' }] },
				},
			},
		}),
});

/** The portal does it, and its answer is lost. */
const answerLost = (method: string): Provocation => ({
	prepare: ({ faults }) => faults.add({ method: `mail.message.${method}`, at: 'after', disconnect: true }),
});

/** The errors that the pages of the operations name, each with a way to it. */
export const PROVOCATIONS: Record<string, Provocation> = {
	'Bitrix24 rejected the new mail service “…”': {
		...NOT_AN_ADMINISTRATOR,
		parameters: { name: 'New Mail' },
	},
	'Bitrix24 rejected the changes to mail service …': {
		...NOT_AN_ADMINISTRATOR,
		parameters: { ...KNOWN, additionalFields: { port: 995 } },
	},
	'Bitrix24 rejected deleting mail service …': NOT_AN_ADMINISTRATOR,
	'the webhook or app is missing the “mailservice” permission': NO_SCOPE,
	'the webhook or app is missing the “mail” permission': NO_SCOPE,
	'“Name” is empty': { parameters: { name: '={{ " " }}' } },
	'“Port” must be a whole number from 1 to 65535, but is …': {
		parameters: { additionalFields: { port: '={{ "imap" }}' } },
	},
	'“Icon Input Binary Field” is “…”, but the input item has no file there': {
		parameters: { additionalFields: { iconBinaryPropertyName: 'data' } },
	},
	'“Icon Input Binary Field” contains “…”, which Bitrix24 doesn’t accept as an image': {
		parameters: { additionalFields: { iconBinaryPropertyName: 'logo' } },
		run: { items: [binaryItem({}, vectorGraphic)] },
	},
	'There are several active mail services named “…” (…)': {
		parameters: KNOWN,
		prepare: ({ services }) => void services.push({ ...services[0]!, ID: '99' }),
	},
	'“Name” is longer than 255 characters': { parameters: { name: 'x'.repeat(256) } },
	'“Link” is longer than 255 characters': { parameters: { updateFields: { link: 'x'.repeat(256) } } },
	'“Sort Order” must be a whole number from 1 to 2147483647, but is …': {
		parameters: { updateFields: { sort: 0 }, additionalFields: { sort: 0 } },
	},
	'“Link” is empty, and Bitrix24 can’t clear fields': { parameters: { updateFields: { link: '' } } },
	'“Name” is 0, and Bitrix24 ignores 0 in an update': { parameters: { updateFields: { name: '0' } } },
	'“Update Fields” is empty': { parameters: { updateFields: {} } },
	'“Mail Service” must be an ID, but is …': { parameters: { mailServiceId: NO_ID } },
	'“Mail Service”: there is no mail service with ID …': { parameters: { mailServiceId: byId(404) } },
	'“Limit” must be a whole number of at least 1, but is …': {
		parameters: { returnAll: false, limit: '={{ 0 }}' },
	},
	'“Mailbox”: there is no mailbox with ID …': { parameters: { mailboxId: byId(404) } },
	'the credential’s user has no access': { prepare: (portal) => portal.refuse(REST_3.accessDenied) },
	'“Mailbox” must be an ID, but is …': { parameters: { mailboxId: NO_ID } },
	'“Field Names or IDs” contains an unknown field': {
		parameters: { options: { fields: ['host'] } },
	},
	'this Bitrix24 doesn’t support the method': { prepare: (portal) => portal.refuse(REST_3.methodNotFound) },
	'“Field Name”: there is no mailbox field “…”': { parameters: { fieldName: 'host' } },
	'“Field Name” is empty': { parameters: { fieldName: '={{ "" }}' } },
	'“Field Name”: there is no message field “…”': { parameters: { fieldName: 'host' } },
	'“Field Name”: there is no recipient field “…”': { parameters: { fieldName: 'host' } },

	'“Message”: there is no message with ID …': { parameters: { messageId: byId(404) } },
	'“Message” must be an ID, but is …': { parameters: { messageId: NO_ID } },
	'“Max Body Length” must be a whole number of at least 1, but is …': {
		parameters: { options: { maxBodyLength: '={{ 0 }}' } },
	},
	'“Received After” must be a date and time': {
		parameters: { filters: { receivedAfter: '={{ "yesterday" }}' } },
	},
	'“Received After” is later than “Received Before”': {
		parameters: { filters: { receivedAfter: '2026-01-14T00:00:00', receivedBefore: '2026-01-13T00:00:00' } },
	},
	'“Read Status” must be both, read or unread': {
		parameters: { filters: { readStatus: '={{ "seen" }}' } },
	},
	'Bitrix24 rejected the search for messages': refusedBy(/message\.list$/, 'MESSAGE_LIST_FAILED'),
	'Bitrix24 is moving the mailbox to another mail server': refusedBy(
		/message\.(list|send|reply|forward|movetofolder)$/,
		'MAILBOX_MIGRATION_ACTION_BLOCKED',
	),

	'“From” is empty': { parameters: { from: { __rl: true, mode: 'address', value: '={{ "" }}' } } },
	'“To” is empty': { parameters: { sendTo: '={{ "" }}' } },
	'“To” contains “…”, which is not an email address': {
		parameters: { sendTo: NO_ADDRESS, options: { sendTo: NO_ADDRESS } },
	},
	'“Subject” is empty': { parameters: { subject: '={{ "" }}' } },
	'“Message Text” is empty': { parameters: { message: '={{ " " }}' } },
	'“Message Text” can’t be sent: “Email Type” must be text or html': {
		parameters: { emailType: '={{ "markdown" }}' },
	},
	'Bitrix24 did not accept the message for sending': withMailboxes({ broken: true }),
	'It’s unclear whether the message “…” was sent': answerLost('send'),
	'It’s unclear whether the reply to message … was sent': answerLost('reply'),
	'It’s unclear whether message … was forwarded': answerLost('forward'),
	'the credential’s user can’t send from the mailbox that received the message': {
		prepare: ({ mailboxes, messages }) => {
			for (const mailbox of mailboxes) mailbox.email = 'shared@example.com';
			for (const message of messages) Object.assign(message, { to: 'shared@example.com', cc: '' });
		},
	},
	'Bitrix24 didn’t store all recipients of the message, so some of them would not get the reply': {
		parameters: { options: { replyToAll: true } },
		...withMessages({ to: Array.from({ length: 30 }, (_, n) => `person${n}@example.org`).join(', ') }),
	},
	'The message was sent from your own address to your own address, so there’s nobody to reply to':
		withMessages({ from: 'sales@example.com', to: 'support@example.com' }),
	'The message has no sender address': withMessages({ from: '' }),
	'The reply would go to “…”, which Bitrix24 doesn’t recognize as an email address': withMessages({
		from: 'ann@localhost',
	}),

	'“Target Folder” is empty': { parameters: { targetFolder: '={{ " " }}' } },
	'the mailbox has no such folder': { parameters: { targetFolder: 'Nowhere' } },
	'Bitrix24 doesn’t synchronize this folder': withMailboxes({
		folders: [
			{ path: 'INBOX', type: 'inbox' },
			{ path: 'Drafts', disabled: true },
		],
	}),
	'the message is already in this folder': { parameters: { targetFolder: 'INBOX' } },
	'the message no longer exists': refusedBy(/movetofolder/, 'MAIL_CLIENT_MESSAGES_NOT_FOUND'),
	'the message is in several folders': withMessages({ folder: 'INBOX', alsoIn: ['Archive'] }),
	'the mailbox has no folder for spam': withMailboxes({ folders: [{ path: 'INBOX', type: 'inbox' }] }),
	'the mailbox has no folder for deleted messages': withMailboxes({
		folders: [
			{ path: 'INBOX', type: 'inbox' },
			{ path: 'Sent', type: 'sent' },
		],
	}),
	'It’s unclear whether message … was moved': answerLost('movetofolder'),
	'It’s unclear whether message … was marked as spam': answerLost('movetofolder'),
	'It’s unclear whether message … was deleted': answerLost('movetofolder'),

	'Bitrix24 rejected the request': refusedBy(/message\.(create|remove)/),
	'“Responsible User ID” must be a whole number of at least 1, but is …': {
		parameters: { additionalFields: { responsibleId: '={{ 0 }}' } },
	},
	'“Start” must be a date and time': { parameters: { start: '={{ "tomorrow" }}' } },
	'“Start” is later than “End”': { parameters: { end: '2026-01-15T10:00:00' } },
	'the credential’s user has no access to CRM': refusedBy(/crmactivity$/, 'MAIL_MESSAGE_CRM_ACCESS_DENIED'),
	'It’s unclear whether a task was created from message …': answerLost('createtask'),
	'It’s unclear whether a calendar event was created from message …': answerLost('createcalendarevent'),
	'It’s unclear whether a chat about message … was created': answerLost('createchat'),
	'It’s unclear whether a feed post was created from message …': answerLost('createfeedpost'),
	'It’s unclear whether message … was saved to CRM': answerLost('createcrmactivity'),
	'It’s unclear whether message … was removed from CRM': answerLost('removecrmactivity'),

	'“Search” is empty': { parameters: { search: '={{ "" }}' } },
};
