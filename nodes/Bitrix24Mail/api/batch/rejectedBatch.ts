import { accessOf, type Call, type CallError, type Outcome } from '../call';
import { bisectBatch } from './bisect';
import { batchRejected, mayBeOneOf, mayPass } from './blame';
import type { RunContext } from './context';
import { findMissing } from './missingRecords';
import { sendCalls } from './sendCalls';

type Calls = readonly Call[];

/**
 * The outcomes of calls whose request was rejected as a whole. In REST 3.0, one call can spoil a batch: reads
 * are sent again without those that are to blame, as far as the run's budget goes.
 *
 * @param error the answer to all of them
 * @returns one outcome for each call, in their order
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3.html
 */
export async function resolveRejected(
	context: RunContext,
	calls: Calls,
	error: CallError,
): Promise<Outcome[]> {
	const canBeTakenApart = calls[0]?.spec.version === 3 && accessOf(calls) === 'read';
	if (!canBeTakenApart) return calls.map(() => ({ ok: false, error }));

	const missing = await findMissing(context, calls, error);
	if (!missing) return await bisect(context, calls, error);
	const present = calls.filter((_, index) => !missing[index]);
	const found = (await resolvePresent(context, present, error)).values();
	return missing.map((outcome) => outcome ?? found.next().value!);
}

async function resolvePresent(context: RunContext, calls: Calls, error: CallError): Promise<Outcome[]> {
	if (calls.length === 0) return [];
	if (!context.retryBudget.take()) return calls.map(() => batchRejected(error));
	const reply = await sendCalls(context, calls);
	return reply.status === 'answered' ? reply.outcomes : await resolveRejected(context, calls, reply.error);
}

async function bisect(context: RunContext, calls: Calls, error: CallError): Promise<Outcome[]> {
	const { retryBudget } = context;
	const [first] = calls as [Call];
	const isLimited = !calls.every(({ mustSettle }) => mustSettle);
	return await bisectBatch(calls, error, {
		send: async (part) =>
			!isLimited || retryBudget.take() ? await sendCalls(context, part, { isFinal: true }) : undefined,
		isWorthSearching: mayBeOneOf,
		mayPass: (latest) => mayPass(latest, first),
		giveUp: batchRejected,
	});
}
