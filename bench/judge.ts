import type { Portal } from '../sandbox/portal';
import type { Back } from './contenders/contender';
import { serviceName, type Kind, type Load } from './loads';
import { isWhole, TARGET_FOLDER } from './mail';

/** What a portal says of a load, whatever the contender says. */
export interface Judgement {
	/** Items that were not carried out, or whose result did not come back. */
	lost: number;
	/** Services or messages with which something was done twice, or that nobody had asked for. */
	wrong: number;
}

/** @param ids see {@link idsOf} */
type Judge = (portal: Portal, count: number, ids: readonly number[]) => Judgement;

const JUDGES: Record<Kind, Judge> = {
	read: (portal, count, ids) => ({ lost: lostServices(portal, count, ids), wrong: 0 }),
	write: (portal, count, ids) => ({
		lost: lostServices(portal, count, ids),
		wrong: Math.max(0, portal.services.length - count),
	}),
	readMessages: (_portal, count, ids) => {
		const asked = new Set(ids.filter((id) => id >= 1 && id <= count));
		return { lost: count - asked.size, wrong: ids.length - asked.size };
	},
	moveMessages: judgeMoves,
};

/** The IDs of what came back. A message without its text, or with another one's, is not what was asked for. */
export function idsOf(back: readonly Back[], { kind, bodyBytes }: Load): number[] {
	const isWanted = ({ id, body }: Back) => kind !== 'readMessages' || isWhole(id, body, bodyBytes);
	return back.filter(isWanted).map(({ id }) => id);
}

/** Judges a load that is over. */
export const judge = (portal: Portal, { kind, count }: Load, ids: readonly number[]): Judgement =>
	JUDGES[kind](portal, count, ids);

function lostServices(portal: Portal, count: number, ids: readonly number[]): number {
	const nameOf = new Map(portal.services.map(({ ID, NAME }) => [Number(ID), NAME]));
	const back = new Set(ids.map((id) => nameOf.get(id)));
	return numbersTo(count).filter((item) => !back.has(serviceName(item))).length;
}

/** Those with the IDs up to `count` are to be moved once, and no others. */
function judgeMoves(portal: Portal, count: number, ids: readonly number[]): Judgement {
	const moves = new Map<number, number>();
	for (const { effect, targetId = '' } of portal.calls) {
		if (effect === 'none') continue;
		for (const id of targetId.split(',').map(Number)) moves.set(id, (moves.get(id) ?? 0) + 1);
	}
	const told = new Set(ids);
	const moved = new Set(portal.messages.filter(({ folder }) => folder === TARGET_FOLDER).map(({ id }) => id));
	const isAsked = (id: number) => id <= count;
	const isElsewhere = (id: number) => moves.has(id) && !moved.has(id);
	return {
		lost: numbersTo(count).filter((id) => !told.has(id) || !moved.has(id)).length,
		wrong: [...moves].filter(([id, times]) => times > 1 || !isAsked(id) || isElsewhere(id)).length,
	};
}

const numbersTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
