import type { RequestParams } from '../../rest/requestParams';
import { usableMailboxes, usableSenders, type StoredSender } from '../mailbox';
import { addressOf, sameAddress } from './addresses';
import { DIALECTS } from './dialect';
import type { MessageCall } from './types';

/**
 * The sender that a message is sent by: the first one of that address, unless later servers are told which one.
 *
 * @param fail throws with a text
 */
export function chooseSender(
	call: MessageCall,
	{ from, params }: { from: string; params: RequestParams },
	fail: (text: string) => never,
): StoredSender {
	const address = addressOf(from);
	const senders = usableSenders(call).filter(({ email }) => sameAddress(email, address));
	const { knowsSenderIds } = DIALECTS[call.store.settings.mailDialect];
	const [senderId, mailboxId] = knowsSenderIds ? [params.number('senderId'), params.number('mailboxId')] : [];
	if ([senderId, mailboxId].some((id) => id !== undefined && id <= 0)) {
		fail('Sender identifiers must be positive integers.');
	}
	if (senderId === undefined && mailboxId === undefined) {
		return senders[0] ?? fail('Sender email is not available for this user.');
	}
	const ofMailbox = usableMailboxes(call).find(
		({ id, email }) => id === mailboxId && sameAddress(email, address),
	);
	const chosen =
		mailboxId === undefined ? senders.find(({ id }) => id === senderId) : ofMailbox && senders[0];
	return chosen ?? fail('Sender is not available for this user.');
}
