import { brokenDown, refused } from '../../rest/requestParams';
import { readLaterDate, readServerDate, type DateReader } from './dates';
import type { Refusal } from '../../refusals';
import type { Language } from '../../types';
import type { Binding } from './types';

/** The versions of the server that can be played. */
export type DialectName = 'S1' | 'S4';

/** In what the versions of the server differ. */
export interface Dialect {
	/** Reads `dateFrom` and `dateTo` of a list. */
	date: DateReader;
	/** Whether `dateFrom` after `dateTo` is refused; if not, nothing is found. */
	refusesTurnedDates: boolean;
	/** What is said when a mailbox cannot be listed. */
	listFailed: (language: Language, text: string) => Refusal;
	/** Whether a message that is not stored yet takes a place in a list. */
	listsUnstored: boolean;
	/** The bindings that are shown. */
	bindings: (all: readonly Binding[]) => Binding[];
	/** Whether threads come in pages, with cut bodies, and only of usable mailboxes. */
	pagesThreads: boolean;
	/** Whether `senderId` and `mailboxId` choose among senders, and mailboxes can be under migration. */
	knowsSenderIds: boolean;
	/** The code of a refusal for want of access to the CRM, which is also asked before activities are created. */
	crmDenied?: string;
}

/** One row of the database's: at most one of the CRM and one of another kind. */
function firstBindings(all: readonly Binding[]): Binding[] {
	const isCrm = ({ type }: Binding) => type === 'crm';
	return [all.find(isCrm), all.find((one) => !isCrm(one))].filter((one) => one !== undefined);
}

/** The versions side by side (vendor's sources: Message, MessageSearch, MessageSender, MessageActions). */
export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
	S1: {
		date: readServerDate,
		refusesTurnedDates: false,
		listFailed: (_, text) => brokenDown(text),
		listsUnstored: true,
		bindings: firstBindings,
		pagesThreads: false,
		knowsSenderIds: false,
	},
	S4: {
		date: readLaterDate,
		refusesTurnedDates: true,
		listFailed: (language, text) => refused(language, text, 'MESSAGE_LIST_FAILED'),
		listsUnstored: false,
		bindings: (all) => [...all],
		pagesThreads: true,
		knowsSenderIds: true,
		crmDenied: 'MAIL_MESSAGE_CRM_ACCESS_DENIED',
	},
};
