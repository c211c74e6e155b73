import type { IDataObject } from 'n8n-workflow';
import { LOCAL_CODES, type CallError, type Done, type Outcome } from '../../api/call';
import type { Calls } from '../../execution/operation';
import { GONE, isGone, lookUp } from './lookUp';

/**
 * Fills in what lists leave out of messages: their text, and who got a copy. The calls travel 50 to a request.
 * Bitrix24 refuses a whole request for one message that is gone, and doesn’t say which: when there are too many
 * of them to be found one by one, the list tells which are still there.
 *
 * @param list the messages as a list gave them
 * @param listAgain reads that list once more
 * @returns the messages in the order of the list, without those that are gone meanwhile; or the first error
 */
export async function withBodies(
	list: Done,
	calls: Pick<Calls, 'call'>,
	listAgain: () => Promise<Outcome>,
): Promise<Outcome> {
	const messages = list.payload as IDataObject[];
	let outcomes = await Promise.all(
		messages.map(async ({ id }) => await lookUp(id, calls, { canFail: isGoneOrUnsettled })),
	);
	const refused = outcomes.find((outcome) => !outcome.ok && !isGoneOrUnsettled(outcome.error));
	if (refused) return refused;
	if (outcomes.some((outcome) => !outcome.ok && isUnsettled(outcome.error))) {
		const again = await listAgain();
		if (!again.ok) return again;
		const listed = new Set((again.payload as IDataObject[]).map(({ id }) => id));
		outcomes = await Promise.all(
			outcomes.map(async (outcome, index) => {
				if (outcome.ok || !isUnsettled(outcome.error)) return outcome;
				const { id } = messages[index]!;
				return listed.has(id) ? await lookUp(id, calls, { canFail: isGone }) : GONE;
			}),
		);
	}
	const whole: IDataObject[] = [];
	for (const [index, outcome] of outcomes.entries()) {
		if (outcome.ok) {
			whole.push(filledIn(messages[index]!, outcome.payload as IDataObject));
		} else if (!isGone(outcome.error)) return outcome;
	}
	return { ...list, payload: whole };
}

/** A message of a list, with what only its own call gives: its text, and who got a copy. */
export function filledIn(listed: IDataObject, { cc, body }: IDataObject): IDataObject {
	return { ...listed, cc, body };
}

/** Whether it is not known what Bitrix24 would say of this message alone. */
const isUnsettled = ({ code }: CallError): boolean => code === LOCAL_CODES.batchRejected;

const isGoneOrUnsettled = (error: CallError): boolean => isGone(error) || isUnsettled(error);
