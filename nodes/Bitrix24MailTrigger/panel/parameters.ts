import { parameter, type Parameter } from '../../Bitrix24Mail/resources/define';
import { FILTERS as MESSAGE_FILTERS, folder } from '../../Bitrix24Mail/resources/message/filters';
import { simplify } from '../../Bitrix24Mail/resources/message/output';
import { optionalMailbox } from '../../Bitrix24Mail/resources/shared/mailboxLocator';
import { OPTIONS } from './options';
import { filtersOf, optionsOf } from '../../Bitrix24Mail/resources/shared/collections';

const { hasAttachments, readStatus, search, sender } = MESSAGE_FILTERS;

/** Where the messages come to: anywhere, when it is empty. */
export const mailbox = optionalMailbox;

/** Which messages start the workflow, by the names of the fields in a collection. */
export const FILTERS = {
	folder,
	hasAttachments,
	readStatus: parameter({
		...readStatus,
		description:
			'Whether unread messages, read messages, or both start the workflow. With “Unread Only”, messages that somebody reads before the next poll are missed.',
	}),
	search,
	sender,
} as const;

/** What stands in the panel below the event, in its order. */
export const PARAMETERS: readonly Parameter[] = [
	mailbox,
	simplify,
	filtersOf(Object.values(FILTERS)),
	optionsOf(Object.values(OPTIONS)),
];
