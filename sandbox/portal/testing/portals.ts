import { startPortal, type Portal, type PortalOptions } from '..';
import { callerOf, type Seen } from './client';

/** A portal, and how it is called. */
export interface Started {
	portal: Portal;
	call: ReturnType<typeof callerOf>;
}

/**
 * Starts portals with what a test asks for, and closes them after it.
 *
 * @param usual the options of all of them, unless a test says otherwise
 */
export function portalStarter(usual: PortalOptions = {}) {
	const started: Portal[] = [];
	afterEach(async () => {
		for (const portal of started.splice(0)) await portal.close();
	});
	return async (options: PortalOptions = {}, rights?: Parameters<Portal['webhook']>[0]): Promise<Started> => {
		const portal = await startPortal({ ...usual, ...options });
		started.push(portal);
		return { portal, call: callerOf(portal, rights) };
	};
}

/** The IDs in a list of REST 3.0. */
export function idsOf({ body }: Seen): number[] {
	return body.result.items.map(({ id }: { id: number }) => id);
}

/** The first entry of `validation` in a refusal of REST 3.0, with its status: `[400, field, message]`. */
export function complaintOf({ status, body }: Seen): [number, string | undefined, string] {
	const { field, message } = body.error.validation[0];
	return [status, field, message];
}

/** Status and code of a refusal of REST 3.0, without what all codes begin with. */
export function codeOf({ status, body }: Seen): [number, string] {
	return [status, body.error.code.replace('BITRIX_REST_V3_EXCEPTION_', '')];
}
