import type { Call } from '../call';
import type { BatchFormat } from './format';
import { v1Batch } from './v1';
import { v3Batch } from './v3';

const FORMATS: Record<Call['spec']['version'], BatchFormat> = { 1: v1Batch, 3: v3Batch };

/** The format of the batches in which a call may travel. */
export function formatOf({ spec }: Call): BatchFormat {
	return FORMATS[spec.version];
}
