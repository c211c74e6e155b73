import type { Call } from '../call';
import { MAX_BATCH_BYTES, MAX_BATCH_SIZE } from '../limits';
import { batchFormatOf } from './formats';

/**
 * Groups calls of one version into requests: one array for each, in the given order. A call that must travel
 * alone is an array of its own.
 *
 * @param calls all of the same version
 */
export function packCalls<T extends { call: Call }>(calls: readonly T[]): T[][] {
	const requests: T[][] = [];
	let open: T[] = [];
	let bytes = 0;
	const close = () => {
		if (open.length > 0) requests.push(open);
		open = [];
		bytes = 0;
	};
	for (const entry of calls) {
		const size = sizeInBatch(entry.call);
		if (mustTravelAlone(entry.call)) {
			// The order of the items is kept: what came before goes first.
			close();
			requests.push([entry]);
			continue;
		}
		if (open.length === MAX_BATCH_SIZE || bytes + size > MAX_BATCH_BYTES) close();
		open.push(entry);
		bytes += size;
	}
	close();
	return requests;
}

/**
 * A call whose method is not for batches, which has a key of its own, or which holds what the portal would
 * replace in a batch.
 */
function mustTravelAlone(call: Call): boolean {
	if (call.spec.batch === false || call.idempotencyKey !== undefined) return true;
	return batchFormatOf(call).reference.test(JSON.stringify(call.params));
}

/** The bytes that a call adds to a batch's body. */
function sizeInBatch(call: Call): number {
	// Around it: key or method name, quotes and separators.
	return Buffer.byteLength(JSON.stringify(batchFormatOf(call).textOf(call))) + call.method.length + 40;
}
