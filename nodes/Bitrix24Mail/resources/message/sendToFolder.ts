import type { IDataObject } from 'n8n-workflow';
import { LOCAL_CODES, type CallError, type Done, type Failed, type Outcome } from '../../api/call';
import { explain } from '../../api/errors';
import type { Results, Task } from './filingTask';
import { isGone, lookUp } from './lookUp';

const METHOD = 'mail.message.movetofolder';

/**
 * Messages in one request at the most.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-movetofolder.html
 */
const MAX_MESSAGES = 100;

/** The messages of a request lie in different folders: nothing was done (vendor’s source: MessageActions). */
const SEVERAL_FOLDERS = 'MAIL_CLIENT_MESSAGES_MULTIPLE_FOLDERS';

/** Takes note of what a message came to. */
type Note = (task: Task, outcome: Outcome, isUnclear: boolean) => void;

/**
 * Files messages of one mailbox.
 *
 * @param tasks which all want the same
 * @param results gets what each of them came to
 * @param note told of each of them at once, whatever comes after it
 */
export async function sendToFolder(tasks: readonly Task[], results: Results, note: Note): Promise<void> {
	for (let start = 0; start < tasks.length; start += MAX_MESSAGES) {
		const part = tasks.slice(start, start + MAX_MESSAGES);
		for (const [task, outcome] of await file(part)) {
			results.set(task, outcome);
			const isUnclear =
				!outcome.ok && explain(outcome.error, outcome.method ?? METHOD).outcomeUnknown === true;
			note(task, outcome, isUnclear);
		}
	}
}

/** Files messages by one request; by more where they lie in different folders. */
async function file(tasks: readonly Task[]): Promise<Results> {
	const { outcome, skipped } = await send(tasks);
	if (skipped > 0) return await resultsOf(tasks, skipped);
	if (outcome.ok || tasks.length === 1 || !liesInSeveralFolders(outcome.error)) return all(tasks, outcome);
	const middle = Math.ceil(tasks.length / 2);
	const first = await file(tasks.slice(0, middle));
	return new Map([...first, ...(await file(tasks.slice(middle)))]);
}

async function send(tasks: readonly Task[]): Promise<{ outcome: Outcome; skipped: number }> {
	const [{ filing, wishes }] = tasks as [Task];
	const { action, folder } = filing;
	const messageIds = tasks.map(({ filing: { id } }) => id);
	const params = { messageIds, action, ...(folder === undefined ? {} : { folder }) };
	let skipped = 0;
	const outcome = await wishes[0].calls.call(METHOD, params, {
		items: tasks.flatMap((task) => task.wishes.map(({ itemIndex }) => itemIndex)),
		canFail: (error) => tasks.length > 1 && liesInSeveralFolders(error),
		judge: (answer) => {
			skipped = answer.ok ? tasks.length - movedIn(answer) : 0;
			return skipped > 0 ? PARTLY_MOVED : answer;
		},
	});
	return { outcome, skipped };
}

/** Bitrix24 says nothing of messages that it did not find, but counts those that it has moved. */
function movedIn({ payload }: Done): number {
	const { movedCount } = payload as IDataObject;
	return typeof movedCount === 'number' ? movedCount : Infinity;
}

/**
 * What became of each message of a request that was carried out for some. What was skipped is not found now,
 * either; but often nor is what was moved, until Bitrix24 has synchronized the mailbox.
 *
 * @param skipped how many messages it was not carried out for
 */
async function resultsOf(tasks: readonly Task[], skipped: number): Promise<Results> {
	const found = await Promise.all(
		tasks.map(
			async ({ filing, wishes: [{ calls }] }) =>
				await lookUp(filing.id, calls, { canFail: isGone, mustSettle: true }),
		),
	);
	const missing = found.filter(isMissing).length;
	const isClear = missing >= skipped && found.every((outcome) => outcome.ok || isMissing(outcome));
	return new Map(
		tasks.map((task, index) => {
			const outcome = found[index]!;
			if (!isClear) return [task, PARTLY_MOVED];
			if (!isMissing(outcome)) return [task, DONE];
			return [task, missing === skipped ? outcome : PARTLY_MOVED];
		}),
	);
}

const isMissing = (outcome: Outcome): boolean => !outcome.ok && isGone(outcome.error);

const DONE: Outcome = { ok: true, payload: true };

const PARTLY_MOVED: Failed = {
	ok: false,
	error: { code: LOCAL_CODES.partlyMoved, text: '' },
	method: METHOD,
};

const all = (tasks: readonly Task[], outcome: Outcome): Results =>
	new Map(tasks.map((task) => [task, outcome]));

const liesInSeveralFolders = ({ validation = [] }: CallError) =>
	validation.some(({ field }) => field.toUpperCase() === SEVERAL_FOLDERS);
