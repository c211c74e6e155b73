import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';
import { refusal } from './portalAddress';

/** How fast a portal takes requests: a leaky bucket. */
export interface RateLimit {
	/** Requests that fit in at once. */
	burst: number;
	/** Requests that drain away each second. */
	perSecond: number;
}

/**
 * What Bitrix24 grants by plan (Bitrix24 REST: limits). Self-hosted portals are as their administrator set
 * them.
 */
const PLANS: Record<string, RateLimit> = {
	usual: { burst: 50, perSecond: 2 },
	enterprise: { burst: 250, perSecond: 5 },
};

/** The fields with which a credential says how fast its portal takes requests. */
export const REQUEST_LIMIT_FIELDS: INodeProperties[] = [
	{
		displayName: 'Request Limit',
		name: 'requestLimit',
		type: 'options',
		options: [
			{ name: 'Custom (Self-Hosted Bitrix24)', value: 'custom' },
			{ name: 'Enterprise Plan (Burst of 250, Then 5 per Second)', value: 'enterprise' },
			{ name: 'Standard (Burst of 50, Then 2 per Second)', value: 'usual' },
		],
		default: 'usual',
		description:
			'The request limit of your Bitrix24 plan. The node combines up to 50 items in one request and waits when the limit is reached.',
	},
	{
		displayName: 'Requests at Once',
		name: 'requestBurst',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'How many requests can be sent in one burst',
		displayOptions: { show: { requestLimit: ['custom'] } },
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0.1, numberPrecision: 1 },
		default: 2,
		description: 'How many requests per second are allowed after the burst',
		displayOptions: { show: { requestLimit: ['custom'] } },
	},
];

/**
 * Reads the fields above. A credential from before they existed has the usual limit.
 *
 * @throws UserError when a custom limit is no positive number
 */
export function readRequestLimit(data: ICredentialDataDecryptedObject): RateLimit {
	if (data.requestLimit !== 'custom')
		return PLANS[data.requestLimit === 'enterprise' ? 'enterprise' : 'usual']!;
	const limit = { burst: Number(data.requestBurst), perSecond: Number(data.requestsPerSecond) };
	if (limit.burst >= 1 && limit.perSecond > 0 && Number.isFinite(limit.burst + limit.perSecond)) return limit;
	throw refusal(
		'Request Limit',
		'must be a positive number',
		'Enter at least 1 for “Requests at Once” and more than 0 for “Requests per Second”.',
	);
}
