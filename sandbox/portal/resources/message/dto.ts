import { isoTime, wallTime } from '../../time';
import { mailboxOf, urlOf } from './access';
import { plainBody } from './body';
import { DIALECTS } from './dialect';
import type { MessageCall, StoredMessage } from './types';

/** The fields of a message and their types, in the order of the answer. */
export const MESSAGE_FIELDS = {
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
} as const;

/** The vendor's name of a message. */
export const MESSAGE_ENTITY = 'MessageDto';

/** A message as a list shows it: without `cc` and `body` (vendor's source: MessageSearch::formatMessages). */
export function listed(
	call: MessageCall,
	message: StoredMessage,
): Record<keyof typeof MESSAGE_FIELDS, unknown> {
	const { store, zone } = call;
	const print = store.settings.dateFormat === 'pages' ? isoTime : wallTime;
	return {
		id: message.id,
		mailboxId: message.mailboxId,
		mailboxEmail: mailboxOf(call, message)?.email ?? '',
		...headers(message),
		cc: null,
		date: print(message.receivedAt, zone),
		isSeen: message.isSeen,
		hasAttachments: message.hasAttachments,
		url: urlOf(call, message.id),
		bindings: DIALECTS[store.settings.mailDialect].bindings(message.bindings),
		body: null,
	};
}

/** A message as `get` shows it. */
export function whole(call: MessageCall, message: StoredMessage): ReturnType<typeof listed> {
	return { ...listed(call, message), cc: headers(message).cc, body: plainBody(message) };
}

/** The headers as the database has them, whose columns hold 255 characters. */
export function headers({ subject, from, to, cc }: StoredMessage) {
	const column = (value: string) => [...value].slice(0, 255).join('');
	return { subject: column(subject), from: column(from), to: column(to), cc: column(cc) };
}
