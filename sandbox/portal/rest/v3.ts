import { jsonAnswer, timeBlock, type Answer } from '../http/answer';
import { REST_3, Refusal } from '../refusals';
import { asParams, isJson, type Route } from '../http/request';
import type { Caller, RecordedRequest } from '../types';
import { readBatchV3, runBatchV3 } from './batchV3';
import type { Done } from './methods';
import { callerOf, type Rest } from './rest';

/** Answers a call of REST 3.0: JSON only, refusals with codes of their own for everything about the caller. */
export function answerV3(rest: Rest, request: RecordedRequest, route: Route): Answer {
	const startedAt = rest.now();
	const { restMethod: method } = request;
	const isBatch = method === 'batch';
	if (!isBatch) rest.executor.find('v3', method);
	const caller = knownCaller(rest, request, route);
	const body = readBody(request);
	const calls = isBatch ? readBatchV3(body, rest.language()) : undefined;
	const methods = calls?.map((call) => call.method) ?? [method];
	const writes = methods.some((name) => rest.executor.canWrite('v3', name));

	const carryOut = () => {
		const { result, beside }: Done =
			calls === undefined
				? rest.executor.execute({
						version: 'v3',
						method,
						params: params(body),
						caller,
						request,
						insideBatch: false,
					})
				: { result: runBatchV3(rest, request, caller, calls) };
		return jsonAnswer(200, { result, ...beside, time: timeBlock(startedAt, rest.now(), rest.zone) });
	};
	const key = request.headers['idempotency-key'] as string | undefined;
	return rest.idempotency.once(
		writes ? key : undefined,
		caller.key,
		`${method} ${request.rawBody}`,
		carryOut,
	);
}

/** @throws Refusal 401 for every caller that is not known or not any more */
function knownCaller(rest: Rest, request: RecordedRequest, route: Route): Caller {
	try {
		return callerOf(rest, request, route);
	} catch (error) {
		if (error instanceof Refusal) throw new Refusal(REST_3.accessDenied, { status: 401 });
		throw error;
	}
}

/** The body, `{}` when it is empty. @throws Refusal when it is no JSON, or does not say that it is */
function readBody({ rawBody, headers }: RecordedRequest): unknown {
	if (rawBody === '') return {};
	let body: unknown;
	try {
		body = isJson({ headers }) ? JSON.parse(rawBody) : undefined;
	} catch {
		body = undefined;
	}
	if (typeof body !== 'object' || body === null) throw new Refusal(REST_3.invalidJson);
	return body;
}

function params(body: unknown): Record<string, unknown> {
	const { auth, ...rest } = asParams(body);
	return rest;
}
