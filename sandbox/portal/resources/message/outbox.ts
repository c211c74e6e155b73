import type { StoredMailbox, StoredSender } from '../mailbox';
import { quoteOf } from './quote';
import { newMessage, nextId } from './store';
import type { MessageCall, SentMessage, StoredMessage } from './types';

/** What a message is sent with, as it was given or resolved. */
type Outgoing = Pick<
	SentMessage,
	'kind' | 'to' | 'cc' | 'bcc' | 'subject' | 'html' | 'replyToMessageId' | 'forwardMessageId'
>;

/**
 * Sends a message, all checks being done.
 *
 * @param original what is quoted below it, if it is an answer or forwarded
 * @param mailbox the one that it is sent from; none when an SMTP server sends it
 */
export function putInOutbox(
	call: MessageCall,
	given: Outgoing,
	sender: StoredSender,
	original?: StoredMessage,
	mailbox?: StoredMailbox,
): SentMessage {
	const { store, caller, request, zone } = call;
	const sent: SentMessage = {
		id: nextId(store, 'outbox', store.outbox),
		userId: caller.userId,
		idempotencyKey: request.headers['idempotency-key'] as string | undefined,
		from: `${sender.name} <${sender.email}>`,
		mailboxId: mailbox?.id ?? null,
		...given,
		sentHtml: original === undefined ? given.html : `${given.html}<br><br>${quoteOf(original, zone)}`,
		withAttachments: given.kind === 'forward' && original!.hasAttachments,
		sentAt: call.now(),
	};
	store.outbox.push(sent);
	if (mailbox !== undefined) keep(call, sent, mailbox, given.kind === 'reply' ? original : undefined);
	return sent;
}

/** A mailbox has what it sent at once, in no folder yet. */
function keep(
	{ store }: MessageCall,
	sent: SentMessage,
	{ id: mailboxId }: StoredMailbox,
	answered?: StoredMessage,
): void {
	const { subject, from, to, cc, bcc, sentAt } = sent;
	const message = newMessage({
		id: nextId(store, 'message', store.messages),
		mailboxId,
		folder: null,
		subject,
		from,
		to: to.join(', '),
		cc: cc.join(', '),
		bcc: bcc.join(', '),
		receivedAt: sentAt,
		isSeen: true,
		hasAttachments: sent.withAttachments,
		html: sent.sentHtml,
		messageId: `bx.mail.${sentAt.toString(16)}.${sent.id.toString(16)}@portal.example.com`,
		inReplyTo: answered?.messageId ?? null,
	});
	store.messages.push(message);
}
