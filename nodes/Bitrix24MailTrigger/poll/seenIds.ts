/** Messages that were dealt with: by ID, the hour (since 1970) that they were received in. */
export type SeenIds = ReadonlyMap<number, number>;

export const HOUR_MS = 3_600_000;

/** The hour that an instant lies in, since 1970. */
export const hourOf = (instant: number): number => Math.floor(instant / HOUR_MS);

/**
 * As a text for n8n's database: most messages take three or four characters. Hours stand in their order, each
 * with its IDs; hours and IDs by their distance from the one before, to the base of 36: `aik3:1f4.1.2 1:5.1`.
 */
export function encodeIds(seen: SeenIds): string {
	const byHour = new Map<number, number[]>();
	for (const [id, hour] of seen) {
		const ids = byHour.get(hour);
		if (ids) ids.push(id);
		else byHour.set(hour, [id]);
	}
	const hours = [...byHour.keys()].sort(byNumber);
	return distances(hours)
		.map((hour, index) => `${hour}:${distances(byHour.get(hours[index]!)!.sort(byNumber)).join('.')}`)
		.join(' ');
}

const TEXT = /^(?:[\da-z]+:[\da-z]+(?:\.[\da-z]+)*(?: (?=.)|$))*$/;

/**
 * Reads what {@link encodeIds} wrote.
 *
 * @returns nothing when it is something else
 */
export function decodeIds(text: string): Map<number, number> | undefined {
	if (!TEXT.test(text)) return undefined;
	const seen = new Map<number, number>();
	let hour = 0;
	for (const part of text === '' ? [] : text.split(' ')) {
		const [distance, ids] = part.split(':') as [string, string];
		hour += parseInt(distance, 36);
		let id = 0;
		for (const step of ids.split('.')) {
			id += parseInt(step, 36);
			seen.set(id, hour);
		}
	}
	return seen;
}

const byNumber = (one: number, other: number) => one - other;

function distances(sorted: readonly number[]): string[] {
	return sorted.map((value, index) => (value - (sorted[index - 1] ?? 0)).toString(36));
}
