import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../../api/call';
import type { Calls } from '../../execution/operation';
import { boolean } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { optionsOf } from '../shared/collections';
import { oneRecord } from '../shared/output';
import { optionalRecipients } from './recipients';
import { bccList, ccList, emailType, message, optionalSubject, SENT, sendTo } from './content';
import { optionalFrom } from './from';
import { messageLocator } from './messageLocator';
import { isFailed, readOriginal, senderOf } from './original';
import { replyRecipients } from './replyRecipients';
import { replySubject } from './subject';

const replyToAll = parameter({
	displayName: 'Reply to All',
	name: 'replyToAll',
	type: 'boolean',
	default: true,
	description: 'Whether to include the other recipients of the original message',
	documentation:
		'Whether to include the other recipients of the original message. Your own addresses are left out.',
	sendAs: 'replyToAll',
	validate: boolean,
});

const otherRecipients = parameter({
	...sendTo,
	required: false,
	description: 'Comma-separated email addresses to reply to instead of the sender',
	documentation:
		'Comma-separated email addresses to reply to instead of the sender, or a list from an expression',
	validate: optionalRecipients,
});

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-reply.html */
export const replyToMessage = defineOperation({
	value: 'reply',
	name: 'Reply',
	action: 'Reply to message',
	description: 'Reply to the sender of a message from the mailbox that received it. Sending can’t be undone.',
	whoMay: 'users with access to the mailbox who can send from the address',
	method: 'mail.message.reply',
	methods: ['mail.message.get', 'mail.mailbox.senders', 'mail.message.reply'],
	parameters: [
		messageLocator('replyToMessageId'),
		optionalFrom,
		emailType,
		message,
		optionsOf(
			[bccList, ccList, replyToAll, optionalSubject('“Re:” and the original subject'), otherRecipients].sort(
				(a, b) => a.displayName.localeCompare(b.displayName, 'en'),
			),
		),
	],
	run: reply,
	output: { items: oneRecord, fields: SENT },
});

async function reply(params: Readonly<IDataObject>, calls: Calls): Promise<Outcome> {
	const { replyToMessageId, from, to, cc, bcc, subject, body, replyToAll: all } = params;
	const original = await readOriginal(replyToMessageId as number, calls);
	if (isFailed(original)) return original;
	const sender = senderOf(original, from);
	if (isFailed(sender)) return sender;
	const { message: answered, own } = original;
	const {
		to: toList,
		cc: ccList,
		bcc: bccList,
	} = replyRecipients({
		original: { from: answered.from, to: answered.to, cc: answered.cc },
		own: [...own, sender],
		all: all === true,
		sendTo: to as string[] | undefined,
		ccList: cc as string[] | undefined,
		bccList: bcc as string[] | undefined,
	});
	return await calls.call('mail.message.reply', {
		replyToMessageId,
		from: sender,
		to: toList,
		...(ccList.length > 0 ? { cc: ccList } : {}),
		...(bccList.length > 0 ? { bcc: bccList } : {}),
		subject: subject ?? replySubject(answered.subject),
		body,
	});
}
