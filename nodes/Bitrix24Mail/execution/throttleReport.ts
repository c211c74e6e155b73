import type { IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from '../../../credentials/shared/connection';
import type { Client } from '../api/client';
import { now } from '../util/clock';
import { createExpiringMap } from '../util/expiringMap';
import type { ItemContext } from './operation';

/** Adds up the time that the portal's limit cost. */
export interface ThrottleReport {
	/** Notes a wait that ends now, in milliseconds. Waits at the same time count once. */
	add: (milliseconds: number) => void;
	/**
	 * Tells the person at the editor and n8n's log how long it was and why; says nothing of short waits. Tells
	 * the log when the portal's credentials disagree about its limit.
	 */
	tell: () => void;
}

/** Shorter waits are not reported. In milliseconds. */
const MIN_REPORTED_WAIT_MS = 1_000;

/** Of limits that disagree, the log is told once a day, in milliseconds. */
const REPEAT_AFTER_MS = 86_400_000;

/** When the log was told of a pair of limits, by portal and pair. */
const toldAt = createExpiringMap<number>({ isExpired: (time) => now() - time > REPEAT_AFTER_MS });

/**
 * Starts to add up.
 *
 * @param context where to tell: n8n leaves a declarative node its log and the browser's console, no hint in
 *   the panel
 * @param client knows the rate limit by which requests go
 */
export function createThrottleReport(
	context: ItemContext,
	{ portal }: Connection,
	client: Client,
): ThrottleReport {
	const { host } = new URL(portal);
	let total = 0;
	let countedUntil = -Infinity;
	return {
		add: (milliseconds) => {
			const endedAt = now();
			total += Math.max(0, endedAt - Math.max(countedUntil, endedAt - milliseconds));
			countedUntil = endedAt;
		},
		tell: () => {
			const { own, largest, others } = client.rateLimit();
			for (const other of others) warnOfDisagreement(context, host, [own, other]);
			if (total < MIN_REPORTED_WAIT_MS) return;
			const message =
				`${context.getNode().name} waited ${(total / 1000).toFixed(1)} s for the request limit of ` +
				`${host}: ${largest}`;
			context.logger.info(message);
			// Every context has it; only n8n's typing of this one leaves it out.
			(context as Partial<Pick<IExecuteFunctions, 'sendMessageToUI'>>).sendMessageToUI?.(message);
		},
	};
}

function warnOfDisagreement(context: ItemContext, host: string, pair: [string, string]): void {
	const limits = pair.sort();
	const key = [host, ...limits].join(' | ');
	if (toldAt.get(key) !== undefined) return;
	toldAt.set(key, now());
	context.logger.warn(
		`Credentials for ${host} have different request limits (${limits.join('; ')}). The larger one ` +
			'applies to all of them. Set “Request Limit” to the same value in each, to match your Bitrix24 plan.',
	);
}
