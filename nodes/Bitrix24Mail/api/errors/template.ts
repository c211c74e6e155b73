/**
 * Where a value belongs in a text for people: `{NAME}`, or `{host|its address}` with what to say when it is
 * not known.
 */
const GAP = /\{(\w+)(?:\|([^}]*))?\}/g;

/** Longer values are cut, in characters: a name must not push the rest of a title out of sight. */
const MAX_VALUE_LENGTH = 60;

/**
 * Puts values into a text. What a value holds is taken as it is, be it something that looks like a gap.
 *
 * @param text with gaps such as `{NAME}`
 * @param values by the names of the gaps
 */
export function fillIn(text: string, values: Readonly<Record<string, string | undefined>>): string {
	return text.replace(GAP, (_, name: string, instead?: string) => values[name] ?? instead ?? '?');
}

/**
 * The parameters of a call, as values to fill in.
 *
 * @returns texts of {@link MAX_VALUE_LENGTH} characters at the most
 */
export function valuesOf(params: Readonly<Record<string, unknown>>): Record<string, string> {
	const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
	return Object.fromEntries(given.map(([name, value]) => [name, shortened(String(value))]));
}

/** A clause as a sentence of its own, without the full stop. */
export function asSentence(clause: string): string {
	return clause.charAt(0).toUpperCase() + clause.slice(1);
}

/** A text as far as it fits into a title. */
export function shortened(text: string): string {
	return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` : text;
}
