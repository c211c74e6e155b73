import type { ItemContext } from './operation';
import { isTool } from './aiTool';

/**
 * Follows n8n on its way through the items of one run, where the first error ends the run.
 *
 * n8n starts the items one after the other, and waits for all of them when the last one is started. When it
 * can't read an item's parameters itself, it gives the run up there and then: what the items before it go on
 * to do is for nothing, and nobody hears of their errors, which would count as a fault of the whole n8n
 * process.
 */
export interface ItemTracker {
	/** n8n has come to an item. */
	itemStarted: (itemIndex: number) => void;
	/**
	 * Whether n8n has been at an item before: with Retry On Fail, it begins anew with the same object for all
	 * items.
	 */
	hasStarted: (itemIndex: number) => boolean;
	/** The run is bound to end with an error: nothing more may be sent for nothing. */
	fail: () => void;
	/** Whether it is. */
	hasFailed: () => boolean;
	/** Whether it is, or n8n has given it up. To be asked when a timer has fired since the last item came. */
	isOver: () => boolean;
	/** How many items the run has. */
	readonly itemCount: number;
	/** Resolves when n8n waits for all items. Never, when it has given the run up. */
	allStarted: () => Promise<void>;
}

/**
 * Starts to follow.
 *
 * @param context that of any item of the run
 */
export function trackItems(context: ItemContext): ItemTracker {
	const count = countOf(context);
	const portion = portionOf(context);
	let last = -1;
	let hasFailed = false;
	const isAwaited = waiter();
	const isGivenUp = () => !context.continueOnFail() && last + 1 < count && (last + 1) % portion !== 0;

	return {
		itemStarted: (itemIndex) => {
			last = itemIndex;
			if (last + 1 >= count) isAwaited.resolve();
		},
		hasStarted: (itemIndex) => itemIndex <= last,
		fail: () => {
			hasFailed = true;
		},
		hasFailed: () => hasFailed,
		isOver: () => hasFailed || isGivenUp(),
		itemCount: count,
		allStarted: async () => await isAwaited.promise,
	};
}

function waiter() {
	let resolve = () => {};
	const promise = new Promise<void>((settle) => (resolve = settle));
	return { promise, resolve };
}

/** A tool is run for one item, with the agent's object; Execute Once takes the first of them. */
function countOf(context: ItemContext): number {
	const node = context.getNode();
	if (isTool(node) || node.executeOnce) return 1;
	return context.getExecuteData().data.main?.[0]?.length ?? 1;
}

/**
 * After so many items each, n8n makes a pause, in which it has not given the run up: Request Options →
 * Batching.
 */
function portionOf(context: ItemContext): number {
	const { batch } = (context.getNodeParameter('requestOptions.batching', {}) ?? {}) as {
		batch?: { batchSize?: unknown; batchInterval?: unknown };
	};
	const [size, pause] = [Number(batch?.batchSize), Number(batch?.batchInterval)];
	if (!(pause > 0)) return Infinity;
	return size > 0 ? size : 1;
}
