import { toInteger } from '../../http/php';
import { REST_3, Refusal } from '../../refusals';
import type { Done } from '../../rest/methods';
import { brokenDown, refused, RequestParams } from '../../rest/requestParams';
import { say } from '../../texts';
import { usableMailboxes } from '../mailbox';
import { isStored } from './access';
import { moveGroup, type Action, type Group, type Outcome } from './moveGroup';
import { sayOfMessages } from './texts';
import type { MessageCall, StoredMessage } from './types';

const HIGHEST_COUNT = 100;

/**
 * `mail.message.movetofolder`. Each mailbox is a group of its own: one can be done while another one is refused (vendor's
 * sources: Message::moveToFolderAction, MessageActions).
 */
export function moveMessages(call: MessageCall): Done {
	const { ids, action, folder } = readParameters(call);
	const groups = groupsOf(call, ids);
	if (groups.length === 0) throw refused(call.language, 'No accessible messages found.');
	if (action === 'move' && groups.length > 1) {
		throw refused(call.language, 'All messages must belong to the same mailbox.');
	}
	const movedCount = groups.flatMap(({ messages }) => messages.flatMap(copiesOf)).length;
	const outcomes = groups.map((group) => moveGroup(call, group, action, folder));
	const done = doneOf(outcomes);
	const errors = outcomes.flatMap((outcome) => ('error' in outcome ? outcome : []));
	if (errors.length > 0) {
		throw new Refusal(REST_3.validation, {
			text: say('validation', call.language),
			validation: errors.map(({ error, folder: FOLDER = '' }) => ({
				message: sayOfMessages(error, call.language, { FOLDER }),
				field: error,
			})),
			done: done.effect === undefined ? undefined : { result: null, ...done },
		});
	}
	return { result: { success: true, movedCount, action }, ...done };
}

/** The folders in which a message has a copy. */
function copiesOf({ folder, alsoIn = [] }: StoredMessage): Array<string | null> {
	return [folder, ...alsoIn];
}

function readParameters({ params: given, language }: MessageCall) {
	const params = new RequestParams(given, language);
	const ids = params.requireList('messageIds').map(toInteger);
	const action = params.requireText('action');
	const folder = params.text('folder') ?? '';
	if (action === 'move' && folder === '') {
		throw refused(language, 'Parameter "folder" is required when action is "move".', 'MISSING_FOLDER');
	}
	if (!isAction(action)) {
		throw refused(language, 'Parameter "action" must be "move", "spam", or "delete".', 'INVALID_ACTION');
	}
	if (ids.length > HIGHEST_COUNT) {
		const text = `Too many message IDs in a single batch: ${ids.length}, must not exceed ${HIGHEST_COUNT}.`;
		throw brokenDown(text);
	}
	return { ids, action, folder };
}

function isAction(text: string): text is Action {
	return ['move', 'spam', 'delete'].includes(text);
}

/** By mailbox. Unknown, hidden and inaccessible messages are left out without a word. */
function groupsOf(call: MessageCall, ids: number[]): Group[] {
	const messages = call.store.messages.filter(
		(message) => ids.includes(message.id) && !message.hidden && isStored(message, call.now()),
	);
	return usableMailboxes(call)
		.map((mailbox) => ({ mailbox, messages: messages.filter(({ mailboxId }) => mailboxId === mailbox.id) }))
		.filter((group) => group.messages.length > 0);
}

/** What all groups together come to: deleted, as soon as one message is gone for good. */
function doneOf(outcomes: Outcome[]): Pick<Done, 'effect' | 'targetId'> {
	const done = outcomes.flatMap((outcome) =>
		'error' in outcome || outcome.changed.length === 0 ? [] : outcome,
	);
	if (done.length === 0) return {};
	const targetId = done.flatMap(({ changed }) => changed.map(({ id }) => id)).join(',');
	return { effect: done.some(({ effect }) => effect === 'deleted') ? 'deleted' : 'moved', targetId };
}
