import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../../api/call';
import type { Calls } from '../../execution/operation';
import { defineOperation } from '../define';
import { optionsOf } from '../shared/collections';
import { oneRecord } from '../shared/output';
import { bccList, ccList, emailType, optionalMessage, optionalSubject, SENT, sendTo } from './content';
import { optionalFrom } from './from';
import { messageLocator } from './messageLocator';
import { isFailed, readOriginal, senderOf } from './original';
import { forwardSubject } from './subject';

/** What is sent above a message that is forwarded without a word: Bitrix24 wants something. */
const NO_WORDS = '<br>';

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-forward.html */
export const forwardMessage = defineOperation({
	value: 'forward',
	name: 'Forward',
	action: 'Forward message',
	description: 'Forward a message with its attachments. Sending can’t be undone.',
	whoMay: 'users with access to the mailbox who can send from the address',
	method: 'mail.message.forward',
	methods: ['mail.message.get', 'mail.mailbox.senders', 'mail.message.forward'],
	parameters: [
		messageLocator('forwardMessageId'),
		optionalFrom,
		sendTo,
		emailType,
		optionalMessage,
		optionsOf([bccList, ccList, optionalSubject('“Fwd:” and the original subject')]),
	],
	run: forward,
	output: { items: oneRecord, fields: SENT },
});

async function forward(params: Readonly<IDataObject>, calls: Calls): Promise<Outcome> {
	const { forwardMessageId, from, subject, body, ...recipients } = params;
	const original = await readOriginal(forwardMessageId as number, calls);
	if (isFailed(original)) return original;
	const sender = senderOf(original, from);
	if (isFailed(sender)) return sender;
	return await calls.call('mail.message.forward', {
		forwardMessageId,
		from: sender,
		...recipients,
		subject: subject ?? forwardSubject(original.message.subject),
		body: body === '' || body === undefined ? NO_WORDS : body,
	});
}
