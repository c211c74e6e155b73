import { callOf, WITHHELD, type Call, type CallError, type Outcome } from '../call';
import type { MethodName } from '../methods';
import { readPages } from '../pagination';
import type { RunContext } from './context';
import { sendCalls } from './sendCalls';

type Calls = readonly Call[];

/** Fewer calls are found faster by halves than by a list. */
const MIN_WORTH_LISTING = 4;

/**
 * Looks up in a list of the portal which of the records that a rejected batch asked for there are not.
 *
 * @param calls of the batch
 * @param error the answer to it
 * @returns for each call its failure, or nothing when its record is there; nothing at all when no list
 *   explains the error
 */
export async function findMissing(
	context: RunContext,
	calls: Calls,
	error: CallError,
): Promise<Array<Outcome | undefined> | undefined> {
	const [first] = calls as [Call];
	const { listings } = context;
	if (calls.length < MIN_WORTH_LISTING || first.spec.listedBy?.missingCode !== error.code) return undefined;
	if (!(await listings.learn(first, async (list) => await listAll(context, list)))) return undefined;

	const missing = calls.map((call) => listings.failureFor(call));
	const firstMissing = missing.findIndex((outcome) => outcome !== undefined);
	if (firstMissing === -1) return undefined;
	// Bitrix24 goes through a batch in order: what it said was about the first.
	missing[firstMissing] = { ok: false, error };
	return missing;
}

/** All records of a list; nothing when it can't be read whole. */
async function listAll(context: RunContext, method: MethodName): Promise<unknown[] | undefined> {
	const sendPage = async (page: Call): Promise<Outcome> => {
		if (!context.retryBudget.take()) return WITHHELD;
		const reply = await sendCalls(context, [page]);
		return reply.status === 'answered' ? reply.outcomes[0]! : { ok: false, error: reply.error };
	};
	const outcome = await readPages(sendPage, callOf(method), { count: Infinity });
	return outcome.ok ? (outcome.payload as unknown[]) : undefined;
}
