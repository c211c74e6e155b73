import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RESOURCES } from '../resources';
import type { ApiVersion } from '../types';

/** A call as it should go well in a portal with its sample data. */
export interface Sample {
	method: string;
	version: ApiVersion;
	params?: Record<string, unknown>;
	/** What it answers, by itself: a value or a matcher of Jest. */
	result: unknown;
}

/**
 * The samples of all resources, from `<resource>.samples.ts` beside each, in their order. A resource without such a file
 * has none.
 */
export async function allSamples(): Promise<Sample[]> {
	const files = RESOURCES.map(({ name }) => join(__dirname, '..', 'resources', `${name}.samples.ts`));
	const modules = await Promise.all(
		files.filter(existsSync).map(async (file) => (await import(file)) as { samples: Sample[] }),
	);
	return modules.flatMap(({ samples }) => samples);
}
