import type { INodeParameters } from 'n8n-workflow';
import { startPortal, type Portal } from '../../../sandbox/portal';
import { ActiveTrigger, type TriggeredWorkflow } from '../../engine';
import { credentialFor, type Authentication } from '../../support/node';
import { replaceClocks, restoreClocks } from '../../support/virtualTime';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Monday at noon, in winter. */
const START = Date.UTC(2026, 0, 12, 12);

type PortalOptions = NonNullable<Parameters<typeof startPortal>[0]>;

/** A portal, a trigger that polls it, and the time, which passes when somebody lets it. */
export interface PortalMailbox {
	readonly portal: Portal;
	readonly trigger: ActiveTrigger;
	readonly now: () => number;
	pass: (milliseconds: number) => void;
	/** Lets time pass and polls. @returns the IDs of the messages that the workflow started with */
	poll: (after?: number) => Promise<number[]>;
	/** Requests since the last poll began, by their methods. */
	requests: () => string[];
}

/** Starts portals and triggers for the tests of a `describe`, and ends them with each test. */
export function mailboxStarter() {
	const open: Portal[] = [];
	let now = START;
	beforeEach(() => {
		now = START;
		replaceClocks(
			() => now,
			() => now,
		);
	});
	afterEach(async () => {
		await Promise.all(open.splice(0).map(async (portal) => await portal.close()));
		restoreClocks();
	});

	return async (
		parameters: INodeParameters = {},
		options: PortalOptions = {},
		workflow: Partial<TriggeredWorkflow> & { authentication?: Authentication } = {},
	): Promise<PortalMailbox> => {
		const portal = await startPortal({ messages: [], ...options, now: () => now });
		open.push(portal);
		const { authentication = 'webhook', ...more } = workflow;
		const trigger = new ActiveTrigger({
			credential: credentialFor(portal, authentication),
			...more,
			parameters: { authentication, event: 'messageReceived', simplify: true, ...parameters },
		});
		const mailbox: PortalMailbox = {
			portal,
			trigger,
			now: () => now,
			pass: (milliseconds) => (now += milliseconds),
			poll: async (after = 5 * MINUTE) => {
				now += after;
				portal.requests.length = 0;
				portal.calls.length = 0;
				const { items = [], error } = await trigger.poll();
				if (error) throw error;
				return items.map(({ json }) => json.id as number);
			},
			requests: () => portal.requests.map(({ restMethod }) => restMethod),
		};
		return mailbox;
	};
}
