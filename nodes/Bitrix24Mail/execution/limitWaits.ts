import type { IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../../../credentials/shared/connection';
import { now } from '../api/clock';
import type { ItemContext } from './operation';

/** Adds up the time that the portal's limit cost. */
export interface LimitWaits {
	/** Notes a wait that ends now, in milliseconds. Waits at the same time count once. */
	add: (milliseconds: number) => void;
	/** Tells the person at the editor and n8n's log how long it was and why; says nothing of short waits. */
	tell: () => void;
}

/** Shorter waits, in milliseconds, are nobody's concern. */
const WORTH_TELLING = 1_000;

/**
 * Starts to add up.
 *
 * @param context where to tell: n8n leaves a declarative node its log and the browser's console, no hint in the panel
 */
export function startLimitWaits(context: ItemContext, { portal, requestLimit }: Connection): LimitWaits {
	let total = 0;
	let countedUntil = -Infinity;
	return {
		add: (milliseconds) => {
			const endedAt = now();
			total += Math.max(0, endedAt - Math.max(countedUntil, endedAt - milliseconds));
			countedUntil = endedAt;
		},
		tell: () => {
			if (total < WORTH_TELLING) return;
			const { brim, drainPerSecond } = requestLimit;
			const message =
				`${context.getNode().name} waited ${(total / 1000).toFixed(1)} s for the request limit of ` +
				`${new URL(portal).host}: ${brim} requests at once, then ${drainPerSecond} a second`;
			context.logger.info(message);
			// Every context has it; only n8n's typing of this one leaves it out.
			(context as Partial<Pick<IExecuteFunctions, 'sendMessageToUI'>>).sendMessageToUI?.(message);
		},
	};
}
