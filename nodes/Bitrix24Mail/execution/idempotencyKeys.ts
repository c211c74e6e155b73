import type { Call } from '../api/call';
import { now } from '../util/clock';
import { hash } from '../util/hash';
import { isTool } from './aiTool';
import type { ItemContext } from './operation';
import type { Share } from './tries';

/** Gives a call its key. */
export type KeyOf = (call: Call) => string;

/**
 * The keys by which the portal knows the writes of an item again. Retry On Fail runs the item anew, and its keys
 * are the same; any other run, item or content has others, so two items with the same content stay two messages.
 * An agent that calls a tool twice means it: each call has keys of its own.
 *
 * @param context the item’s
 * @param acrossTries what all tries of the item share
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3.html
 */
export function idempotencyKeys(context: ItemContext, acrossTries: Share): KeyOf {
	const counts = new Map<string, number>();
	return ({ method, params }) => {
		const content = hash(JSON.stringify([method, params]));
		// The same call twice for one item is two calls.
		const count = (counts.get(content) ?? 0) + 1;
		counts.set(content, count);
		return `n8n-${runKey(context, acrossTries)}-${context.getItemIndex()}-${content}-${count}`;
	};
}

/**
 * With its key, where its method takes one.
 *
 * @param keyOf asked only then
 */
export function withKey(call: Call, keyOf: KeyOf): Call {
	return call.spec.idempotent ? { ...call, idempotencyKey: keyOf(call) } : call;
}

/** What tells this run of the node from all others, here and in other n8n servers. */
function runKey(context: ItemContext, acrossTries: Share): string {
	const node = context.getNode();
	if (isTool(node)) return acrossTries(newKey);
	const { id: workflow } = context.getWorkflow();
	const run = context.evaluateExpression('{{ $runIndex }}', context.getItemIndex());
	return hash(JSON.stringify([context.getInstanceId(), workflow, context.getExecutionId(), node.id, run]));
}

/** There is no number that tells the calls of a tool apart. */
const newKey = (): string => hash(`${now()} ${Math.random()}`);
