import type { IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../../../credentials/shared/connection';
import type { RateLimit } from '../../../credentials/shared/requestLimit';
import { rateLimitOf } from '../api/transport/rateLimiter';
import { now } from '../api/clock';
import { createExpiringMap } from '../api/expiringMap';
import { limitText } from '../api/transport/knownLimits';
import type { ItemContext } from './operation';

/** Adds up the time that the portal's limit cost. */
export interface ThrottleReport {
	/** Notes a wait that ends now, in milliseconds. Waits at the same time count once. */
	add: (milliseconds: number) => void;
	/**
	 * Tells the person at the editor and n8n's log how long it was and why; says nothing of short waits. Tells the log when the
	 * portal's credentials disagree about its limit.
	 */
	tell: () => void;
}

/** Shorter waits, in milliseconds, are nobody's concern. */
const MIN_REPORTED_WAIT_MS = 1_000;

/** Of limits that disagree, the log is told once a day, in milliseconds. */
const REPEAT_AFTER_MS = 86_400_000;

/** When the log was told of a pair of limits, by portal and pair. */
const toldAt = createExpiringMap<number>((time) => now() - time > REPEAT_AFTER_MS);

/**
 * Starts to add up.
 *
 * @param context where to tell: n8n leaves a declarative node its log and the browser's console, no hint in the panel
 */
export function createThrottleReport(
	context: ItemContext,
	{ portal, requestLimit }: Connection,
): ThrottleReport {
	let total = 0;
	let countedUntil = -Infinity;
	return {
		add: (milliseconds) => {
			const endedAt = now();
			total += Math.max(0, endedAt - Math.max(countedUntil, endedAt - milliseconds));
			countedUntil = endedAt;
		},
		tell: () => {
			const { largest, others } = rateLimitOf(portal, requestLimit);
			for (const other of others) tellOfDisagreement(context, portal, requestLimit, other);
			if (total < MIN_REPORTED_WAIT_MS) return;
			const message =
				`${context.getNode().name} waited ${(total / 1000).toFixed(1)} s for the request limit of ` +
				`${new URL(portal).host}: ${limitText(largest)}`;
			context.logger.info(message);
			// Every context has it; only n8n's typing of this one leaves it out.
			(context as Partial<Pick<IExecuteFunctions, 'sendMessageToUI'>>).sendMessageToUI?.(message);
		},
	};
}

function tellOfDisagreement(context: ItemContext, portal: string, one: RateLimit, other: RateLimit): void {
	const limits = [one, other].map(limitText).sort();
	const pair = [portal, ...limits].join(' | ');
	if (toldAt.get(pair) !== undefined) return;
	toldAt.set(pair, now());
	context.logger.warn(
		`Credentials for ${new URL(portal).host} have different request limits (${limits.join('; ')}). The larger one ` +
			'counts for all of them. Set “Request Limit” to the same in each, as the portal’s plan has it.',
	);
}
