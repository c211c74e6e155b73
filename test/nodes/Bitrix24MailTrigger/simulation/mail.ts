import { DAY, HOUR, MINUTE, type Plan } from './plan';
import type { Random } from './random';

/** A message’s whole life, in milliseconds since 1970. */
export interface Mail {
	/** In the order in which Bitrix24 stores them. */
	id: number;
	/** When the mail server got it. */
	readonly date: number;
	/** From when on it takes a place in the list of old servers… */
	readonly placedAt: number;
	/** …and from when on it is stored, so that one sees it. */
	readonly storedAt: number;
	/** When it is moved away; Infinity when it stays. */
	readonly leavesAt: number;
	/** When it is moved back; Infinity when it isn’t. */
	readonly returnsAt: number;
	readonly isOwn: boolean;
	/** Loaded long after it was received: must not be announced. */
	readonly isHistory: boolean;
	/** When it was announced, each time. */
	readonly announcedAt: number[];
	/** n8n ended between the start of the workflow and the end of its saving: another announcement is its own. */
	mayRepeat: boolean;
}

/** How long Bitrix24 takes from one look at the mail server to the next, in milliseconds. */
const CHECK_EVERY = 10 * MINUTE;

/** The mail of a plan, in the order in which it is stored. */
export function mailOf(plan: Plan, start: number, random: Random): Mail[] {
	const end = start + plan.days * DAY;
	const before = start - plan.lookBackMs - 3 * DAY;
	const count = Math.round(((end - before) / DAY) * plan.messagesPerDay);
	const usual = Array.from({ length: count }, () => arriving(timeOfDay(before, end, random), plan, random));
	const bursts = times(plan.bursts, () => burst(random.between(start, end - HOUR), plan, random));
	if (plan.beginsWithBurst) bursts.push(burst(start - 6 * MINUTE, plan, random));
	const histories = times(plan.histories, () =>
		history(random.between(start + HOUR, end - HOUR), plan, random),
	);
	const all = [...usual, ...bursts.flat(), ...histories.flat()]
		.filter(({ storedAt }) => storedAt < end)
		.map((mail) => ({ ...mail, returnsAt: mail.returnsAt < end ? mail.returnsAt : Infinity }))
		.sort((one, other) => one.storedAt - other.storedAt);
	let id = 1_000_000;
	for (const mail of all) mail.id = id += Math.ceil(random.next() ** 4 * 20);
	return all;
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** More by day than by night, so that there are hours without any. */
function timeOfDay(from: number, to: number, random: Random): number {
	for (;;) {
		const time = random.between(from, to);
		if (random.chance(0.1 + 0.9 * Math.max(0, Math.sin((time / DAY) * 2 * Math.PI)))) return time;
	}
}

function arriving(date: number, plan: Plan, random: Random): Mail {
	const delay = random.chance(plan.late)
		? random.between(0, plan.lookBackMs - MINUTE)
		: Math.min(random.between(0, CHECK_EVERY), plan.lookBackMs - MINUTE);
	return life(date, date + delay, random.chance(0.02) ? random.between(0, 5 * MINUTE) : 0, plan, random);
}

/** All received and placed within a few minutes, and stored one after the other: a hole in the list until then. */
function burst(at: number, plan: Plan, random: Random): Mail[] {
	return times(plan.burstSize, () => {
		const date = at + random.between(0, 3 * MINUTE);
		const placedAt = at + random.between(3 * MINUTE, 5 * MINUTE);
		const gap = Math.min(random.between(0, 20 * MINUTE), date + plan.lookBackMs - placedAt - MINUTE);
		return life(date, placedAt, gap, plan, random);
	});
}

/** The mail of some years before, loaded within minutes. */
function history(at: number, plan: Plan, random: Random): Mail[] {
	return times(300, () => {
		const age = plan.lookBackMs + 12 * HOUR + random.next() ** 3 * 400 * DAY;
		const placedAt = at + random.between(0, 10 * MINUTE);
		return { ...life(placedAt - age, placedAt, 0, plan, random), isHistory: true };
	});
}

function life(date: number, placedAt: number, gap: number, plan: Plan, random: Random): Mail {
	const storedAt = placedAt + gap;
	const leavesAt = random.chance(plan.leaving) ? storedAt + random.next() ** 3 * 3 * DAY : Infinity;
	const returns = leavesAt < Infinity && random.chance(plan.returning);
	return {
		id: 0,
		date,
		placedAt,
		storedAt,
		leavesAt,
		returnsAt: returns ? leavesAt + random.between(MINUTE, 6 * HOUR) : Infinity,
		isOwn: random.chance(plan.own),
		isHistory: false,
		announcedAt: [],
		mayRepeat: false,
	};
}
