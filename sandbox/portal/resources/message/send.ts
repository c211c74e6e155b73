import { brokenDown, refused, RequestParams } from '../../rest/requestParams';
import type { Done } from '../../rest/methods';
import { usableMailboxes, type StoredMailbox } from '../mailbox';
import { resolveByName } from '../recipient/search';
import { mailboxOf, readableMessage } from './access';
import { addressOf, isAddress, sameAddress } from './addresses';
import { DIALECTS } from './dialect';
import { refuseOverLimits } from './limits';
import { putInOutbox } from './outbox';
import { chooseSender } from './senders';
import { sayOfMessages } from './texts';
import type { MessageCall, SentMessage, StoredMessage } from './types';

/** What the three methods that send differ in. */
interface SendingKind {
	kind: SentMessage['kind'];
	/** The parameter with the ID of the original. */
	original?: 'replyToMessageId' | 'forwardMessageId';
	/** The code of whatever goes wrong once the parameters are read. */
	failed: string;
}

const SEND: SendingKind = { kind: 'send', failed: 'MESSAGE_SEND_FAILED' };
const REPLY: SendingKind = { kind: 'reply', original: 'replyToMessageId', failed: 'MESSAGE_REPLY_FAILED' };
const FORWARD: SendingKind = {
	kind: 'forward',
	original: 'forwardMessageId',
	failed: 'MESSAGE_FORWARD_FAILED',
};

/** `mail.message.send` */
export const sendMessage = (call: MessageCall): Done => send(call, SEND);
/** `mail.message.reply` */
export const replyToMessage = (call: MessageCall): Done => send(call, REPLY);
/** `mail.message.forward` */
export const forwardMessage = (call: MessageCall): Done => send(call, FORWARD);

/** Throws with a text; the code is the one of the method when left out. */
type Fail = (text: string, code?: string) => never;

/** Sends, with the checks in the order of the vendor's sources (Message, MessageSender, RecipientHelper). */
function send(call: MessageCall, { kind, original: idParameter, failed }: SendingKind): Done {
	const params = new RequestParams(call.params, call.language);
	const originalId = idParameter && params.requireNumber(idParameter);
	const from = params.requireText('from');
	const subject = params.requireText('subject');
	const html = params.requireText('body');
	const recipients = readRecipients(call, params);
	const fail: Fail = (text, code = failed) => {
		throw refused(call.language, text, code);
	};
	const original = originalId === undefined ? undefined : readOriginal(call, originalId, fail);
	refuseOverLimits(call, recipients, fail);
	const sender = chooseSender(call, { from, params }, fail);
	refuseOverLimits(call, recipients, fail, addressOf(sender.email));
	const mailbox = usableMailboxes(call).find(({ email }) => sameAddress(email, sender.email));
	if (mailbox !== undefined) refuseMailbox(call, mailbox, fail);
	else if (sender.broken) fail('Failed to send email.');
	const ids = idParameter && { [idParameter]: originalId };
	const sent = putInOutbox(call, { kind, ...recipients, subject, html, ...ids }, sender, original, mailbox);
	return { result: { success: true, to: recipients.to }, effect: 'sent', targetId: String(sent.id) };
}

/** @throws Refusal when a name stands for nobody or for several, and when nobody is left in `to` */
function readRecipients(call: MessageCall, params: RequestParams): Record<'to' | 'cc' | 'bcc', string[]> {
	const given = { to: params.requireList('to'), cc: params.list('cc'), bcc: params.list('bcc') };
	const resolve = (list: unknown[]) => list.flatMap((one) => resolveRecipient(call, one));
	const resolved = { to: resolve(given.to), cc: resolve(given.cc), bcc: resolve(given.bcc) };
	if (resolved.to.length === 0)
		throw refused(call.language, 'No valid recipients provided.', 'NO_RECIPIENTS');
	return resolved;
}

function resolveRecipient(call: MessageCall, recipient: unknown): string[] {
	if (typeof recipient !== 'string') throw brokenDown('trim(): Argument #1 ($string) must be of type string');
	const text = recipient.trim();
	if (text === '') return [];
	return [isAddress(text) ? text : resolveByName(call, text)];
}

function readOriginal(call: MessageCall, id: number, fail: Fail): StoredMessage {
	const original = readableMessage(call, id) ?? fail('Original message not found or access denied.');
	const { knowsSenderIds } = DIALECTS[call.store.settings.mailDialect];
	if (knowsSenderIds && mailboxOf(call, original)?.migrating) failForMigration(fail);
	return original;
}

function refuseMailbox({ store }: MessageCall, { broken, migrating }: StoredMailbox, fail: Fail): void {
	if (migrating && DIALECTS[store.settings.mailDialect].knowsSenderIds) failForMigration(fail);
	if (broken) fail('Mailbox authentication failed.');
}

function failForMigration(fail: Fail): never {
	const code = 'MAILBOX_MIGRATION_ACTION_BLOCKED';
	return fail(sayOfMessages(code, 'en'), code);
}
