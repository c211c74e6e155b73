import { timeBlock } from '../http/answer';
import { jsonMap, parseQuery, toText } from '../http/php';
import { Refusal } from '../refusals';
import type { Caller, RecordedRequest } from '../types';
import type { Rest } from './rest';

const MAX_COMMANDS = 50;

/** The answer's maps, by the names that references call them. */
type Maps = Record<'result' | 'error' | 'total' | 'next' | 'time', Map<string, unknown>>;

/**
 * Runs the commands of a v1 batch in order (Bitrix24 REST: batch). A refused command is noted under its key and, with
 * `halt`, is the last one.
 *
 * @param params `halt` and `cmd`, in upper or lower case; `cmd` maps keys to `method?query`
 * @returns the `result` of the answer: its five maps
 */
export function runBatchV1(
	rest: Rest,
	request: RecordedRequest,
	caller: Caller,
	params: Record<string, unknown>,
): Record<string, unknown> {
	const { halt, cmd } = Object.fromEntries(
		Object.entries(params).map(([key, value]) => [key.toLowerCase(), value]),
	);
	const stopAtRefusal = !['', '0'].includes(toText(halt));
	const commands = Object.entries((cmd ?? {}) as Record<string, unknown>);
	const maps: Maps = {
		result: new Map(),
		error: new Map(),
		total: new Map(),
		next: new Map(),
		time: new Map(),
	};

	for (const [index, [key, command]] of commands.entries()) {
		const startedAt = rest.now();
		try {
			if (index >= MAX_COMMANDS) throw new Refusal('ERROR_BATCH_LENGTH_EXCEEDED');
			if (typeof command !== 'string') continue;
			maps.result.set(key, runCommand(command, maps, rest, request, caller));
			maps.time.set(key, timeBlock(startedAt, rest.now(), rest.zone));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			maps.error.set(key, error.body('v1'));
			if (stopAtRefusal) break;
		}
	}
	return {
		result: jsonMap([...maps.result]),
		result_error: jsonMap([...maps.error]),
		result_total: jsonMap([...maps.total]),
		result_next: jsonMap([...maps.next]),
		result_time: jsonMap([...maps.time]),
	};
}

function runCommand(
	command: string,
	maps: Maps,
	rest: Rest,
	request: RecordedRequest,
	caller: Caller,
): unknown {
	// read as an address is: what follows a "#" is not part of the query
	const [, name = '', query = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(command) ?? [];
	const method = name.toLowerCase();
	if (method === 'batch') throw new Refusal('ERROR_BATCH_METHOD_NOT_ALLOWED');
	const params = resolve(parseQuery(query), maps) as Record<string, unknown>;
	return rest.executor.execute({ version: 'v1', method, params, caller, request, insideBatch: true }).result;
}

/** Replaces the references in all values, however deep. */
function resolve(value: unknown, maps: Maps): unknown {
	if (typeof value === 'string') return resolveText(value, maps);
	if (Array.isArray(value)) return value.map((child) => resolve(child, maps));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, resolve(child, maps)]));
}

/**
 * Replaces `$result[key][path]` in a text, and in the same way `$error`, `$total`, `$next` and `$time`. A reference
 * reaches to the next blank. A text that is nothing but a reference becomes the value itself.
 */
function resolveText(text: string, maps: Maps): unknown {
	let resolved: unknown = text;
	for (const [reference, name, path] of text.matchAll(/\$(result|error|total|next|time)(\S*)/gi)) {
		const keys = [...path!.matchAll(/\[([^\]]+)\]/g)].map(([, key]) => key!);
		if (keys.length === 0) continue;
		const value = follow(maps[name as keyof Maps], keys);
		resolved = reference === resolved ? value : toText(resolved).replaceAll(reference, () => toText(value));
	}
	return resolved;
}

/** Goes down as far as the keys lead: an unknown key ends the way, and what was reached until then counts. */
function follow(map: Map<string, unknown> | undefined, keys: string[]): unknown {
	let reached: unknown = map === undefined ? null : Object.fromEntries(map);
	for (const key of keys) {
		const next =
			typeof reached === 'object' && reached !== null ? (reached as Record<string, unknown>)[key] : null;
		if (next === undefined || next === null) break;
		reached = next;
	}
	return reached;
}
