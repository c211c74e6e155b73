/** Numbers that look random, and are the same for the same seed. */
export interface Random {
	/** From 0 to just below 1. */
	next: () => number;
	/** A number from `from` to just below `to`. */
	between: (from: number, to: number) => number;
	/** True that often, from 0 (never) to 1 (always). */
	chance: (probability: number) => boolean;
}

/**
 * @param seed a whole number
 * @see https://github.com/bryc/code/blob/master/jshash/PRNGs.md “mulberry32”, public domain
 */
export function randomOf(seed: number): Random {
	let state = seed | 0;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	return {
		next,
		between: (from, to) => from + next() * (to - from),
		chance: (probability) => next() < probability,
	};
}
