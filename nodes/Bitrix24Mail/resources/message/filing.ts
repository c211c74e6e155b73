import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../../api/call';
import type { Wish } from '../../execution/operation';
import type { Filing, Results, Task } from './filingTask';
import { lookUp } from './lookUp';
import { sendToFolder } from './sendToFolder';

/**
 * Files the messages of all items of a run with as few requests as possible: those of one mailbox together.
 * Bitrix24 skips messages that it doesn’t find without a word, so all are looked up before anything is moved.
 * What an earlier try of Retry On Fail has filed is not filed again.
 *
 * @returns for each item whether its message was filed
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-movetofolder.html
 */
export async function fileMessages(wishes: ReadonlyArray<Wish<Filing>>): Promise<Outcome[]> {
	const tasks = tasksOf(wishes);
	const { perRun, acrossTries } = wishes[0]!.calls;
	const memory: Memory = { run: perRun(startNotes), tries: acrossTries(startNotes) };
	const results: Results = new Map();
	const open = tasks.filter((task) => {
		const key = keyOf(task.filing);
		const known = memory.tries.get(key) ?? memory.run.get(key);
		if (known === undefined) return true;
		results.set(task, known);
		if (!known.ok) task.wishes[0].calls.fail();
		return false;
	});
	for (const group of await groupsByMailbox(open, results))
		await sendToFolder(group, results, noteIn(memory));
	const byWish = new Map(tasks.flatMap((task) => task.wishes.map((wish) => [wish, results.get(task)!])));
	return wishes.map((wish) => byWish.get(wish)!);
}

/** What became of messages: in this run, and in all of its tries. */
type Memory = Readonly<Record<'run' | 'tries', Map<string, Outcome>>>;

const startNotes = () => new Map<string, Outcome>();

/**
 * Remembered is what was done, and what is unclear: to look for such a message again says nothing. Another try
 * does it again, but a deletion: a second request would delete a message for good that the first one has moved to
 * the trash.
 */
const noteIn =
	({ run, tries }: Memory) =>
	({ filing }: Task, outcome: Outcome, isUnclear: boolean): void => {
		if (!outcome.ok && !isUnclear) return;
		run.set(keyOf(filing), outcome);
		if (outcome.ok || filing.action === 'delete') tries.set(keyOf(filing), outcome);
	};

const keyOf = ({ id, action, folder }: Filing) => JSON.stringify([id, action, folder]);

/** Items that want the same of the same message are one task. */
function tasksOf(wishes: ReadonlyArray<Wish<Filing>>): Task[] {
	const byKey = new Map<string, [Wish<Filing>, ...Array<Wish<Filing>>]>();
	for (const one of wishes) {
		const same = byKey.get(keyOf(one.wish));
		if (same) same.push(one);
		else byKey.set(keyOf(one.wish), [one]);
	}
	return [...byKey.values()].map((same) => ({ filing: same[0].wish, wishes: same }));
}

/** Looks the messages up, and puts those together that one request can file. */
async function groupsByMailbox(tasks: readonly Task[], results: Results): Promise<Task[][]> {
	const found = await Promise.all(
		tasks.map(
			async ({ filing, wishes: [{ calls }] }) =>
				await lookUp(filing.id, calls, { mustSettle: !calls.stopsAtError }),
		),
	);
	const groups = new Map<string, Task[]>();
	tasks.forEach((task, index) => {
		const outcome = found[index]!;
		if (!outcome.ok) {
			results.set(task, outcome);
			return;
		}
		const { action, folder } = task.filing;
		const key = JSON.stringify([(outcome.payload as IDataObject).mailboxId, action, folder]);
		groups.set(key, [...(groups.get(key) ?? []), task]);
	});
	return [...groups.values()];
}
