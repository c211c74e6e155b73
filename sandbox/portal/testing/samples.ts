import { METHODS, type Portal } from '..';
import { callsIn, EVERY_SAMPLE } from '../../../test/samples';
import type { ApiVersion } from '../types';
import { callerOf } from './client';

/** A call that goes well in a portal with its sample data. */
export interface Step {
	method: string;
	version: ApiVersion;
	params?: Record<string, unknown>;
}

const versionsOf = (method: string): readonly ApiVersion[] => METHODS.get(method)?.versions ?? [];

/** What the portal tells of itself takes no parameters, in whichever version it has. */
const ABOUT_THE_CALLER = ['profile', 'scope'].flatMap((method) =>
	versionsOf(method).map((version): Step => ({ method, version })),
);

/** The calls of all samples of the node's operations, in an order in which they all go well; and those about the caller. */
export const STEPS: readonly Step[] = [
	...ABOUT_THE_CALLER,
	...EVERY_SAMPLE.flatMap(({ sample }) => callsIn(sample)).map(({ method, params }): Step => ({
		method,
		version: versionsOf(method)[0] ?? 'v1',
		params,
	})),
];

/**
 * What the portal answers to the steps over plain HTTP, without any client.
 *
 * @param portal as it has started
 * @returns the `result` of each, in their order; the portal's address is `PORTAL`
 */
export async function resultsOf(portal: Portal): Promise<unknown[]> {
	const call = callerOf(portal);
	const results: unknown[] = [];
	for (const { method, version, params } of STEPS) {
		const { body } = await call(version === 'v3' ? `v3:${method}` : method, params);
		results.push(withoutAddress((body as { result: unknown }).result));
	}
	return results;
}

/** A copy in which `PORTAL` stands for the address of a portal, be it of files, which always begins with https. */
export function withoutAddress(value: unknown): unknown {
	return JSON.parse(
		JSON.stringify(value ?? null).replace(/https?:\/\/127\.0\.0\.1:\d+/g, 'PORTAL'),
	) as unknown;
}
