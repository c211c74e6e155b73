import type { Access } from '../access/access';
import { refusalAnswer, type Answer } from '../http/answer';
import type { Buckets } from '../limits/bucket';
import type { IdempotencyKeys } from '../limits/idempotency';
import { Refusal } from '../refusals';
import { signature, type Route } from '../http/request';
import type { Zone } from '../time';
import type { ApiVersion, Caller, Language, RecordedRequest } from '../types';
import type { Executor } from './executor';
import { answerV1 } from './v1';
import { answerV3 } from './v3';

/** What both versions of the REST API work with. */
export interface Rest {
	access: Access;
	executor: Executor;
	buckets: Buckets;
	idempotency: IdempotencyKeys;
	/** Milliseconds. */
	now: () => number;
	/** Where the server's clock hangs. */
	zone: Zone;
	language: () => Language;
	/** Whether calls over the connection that it came by are refused for want of HTTPS. */
	insecure: boolean;
}

const ANSWER = { v1: answerV1, v3: answerV3 } as const;

/** Answers a REST request: what comes before any method, the same for both versions, and then the version's own way. */
export function answerRest(rest: Rest, request: RecordedRequest, route: Route, version: ApiVersion): Answer {
	try {
		if (rest.insecure) throw new Refusal('INVALID_REQUEST');
		if (!rest.buckets.take(request.remoteAddress)) throw new Refusal('QUERY_LIMIT_EXCEEDED');
		return ANSWER[version](rest, request, route);
	} catch (error) {
		if (error instanceof Refusal) return refusalAnswer(error, version);
		throw error;
	}
}

/** @throws Refusal, in the codes of v1 */
export function callerOf({ access }: Rest, request: RecordedRequest, route: Route): Caller {
	if (route.webhook !== undefined) return access.webhookCaller(route.webhook.userId, route.webhook.code);
	return access.tokenCaller(signature(route, request).token);
}
