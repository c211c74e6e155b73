import { mapStrings } from '../../util/json';
import type { Secrets } from '../../../../credentials/shared/secrets';

/**
 * PHP writes no JSON that is nested deeper; n8n would run out of stack when it copies or stores what is much
 * deeper.
 */
const MAX_DEPTH = 512;

/**
 * Takes the secrets out of an answer's body: some answers hold links with the webhook's code or the access
 * token in them, for icons and downloads for example. All that the portal says passes here, so that it goes
 * for items, lists and errors alike.
 *
 * @param body parsed JSON, or a text; it is left as it is, and returned itself when there is nothing to hide
 * @returns nothing when it is nested too deeply to be an answer
 */
export function redactBody(body: unknown, secrets: Secrets): unknown {
	const finding = look(body, secrets);
	if (finding === 'too deep') return undefined;
	return finding === 'secret' ? mapStrings(body, secrets.redactExact) : body;
}

/** Goes through everything once, without recursion: a hostile answer may be nested a million times. */
function look(body: unknown, { isIn }: Secrets): 'too deep' | 'secret' | 'nothing' {
	const holders: object[] = [];
	const depths: number[] = [];
	let depth = 0;
	let hasSecret = false;
	const check = (value: unknown) => {
		if (typeof value === 'string') hasSecret ||= isIn(value);
		else if (typeof value === 'object' && value !== null) {
			holders.push(value);
			depths.push(depth + 1);
		}
	};
	check(body);
	for (let holder = holders.pop(); holder !== undefined; holder = holders.pop()) {
		depth = depths.pop()!;
		if (depth > MAX_DEPTH) return 'too deep';
		if (Array.isArray(holder)) for (const value of holder as unknown[]) check(value);
		else {
			for (const [key, value] of Object.entries(holder)) {
				check(key);
				check(value);
			}
		}
	}
	return hasSecret ? 'secret' : 'nothing';
}
