import type { Call } from '../call';
import type { BatchFormat, RequestFormat } from './format';
import { single } from './single';
import { v1Batch } from './v1';
import { v3Batch } from './v3';

const BATCH_FORMATS: Record<Call['spec']['version'], BatchFormat> = { 1: v1Batch, 3: v3Batch };

/** The format of the batches in which a call may travel. */
export function batchFormatOf({ spec }: Call): BatchFormat {
	return BATCH_FORMATS[spec.version];
}

/**
 * How some calls travel.
 *
 * @param calls at least one; several are of the same version
 */
export function formatOf(calls: readonly Call[]): RequestFormat {
	return calls.length === 1 ? single : batchFormatOf(calls[0]!);
}
