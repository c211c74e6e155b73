import { jsonAnswer, timeBlock, type Answer } from '../http/answer';
import { asParams, type Route } from '../http/request';
import type { RecordedRequest } from '../types';
import { runBatchV1 } from './batchV1';
import { callerOf, type Rest } from './rest';

/** Answers a call of the classic REST API: parameters from body and query, `{ result, time }`. */
export function answerV1(rest: Rest, request: RecordedRequest, route: Route): Answer {
	const startedAt = rest.now();
	const { restMethod: method } = request;
	if (method !== 'batch') rest.executor.find('v1', method);
	const caller = callerOf(rest, request, route);
	const { auth, ...params } = { ...request.query, ...asParams(request.body) };
	const result =
		method === 'batch'
			? runBatchV1(rest, request, caller, params)
			: rest.executor.execute({ version: 'v1', method, params, caller, request, insideBatch: false }).result;
	return jsonAnswer(200, { result, time: timeBlock(startedAt, rest.now(), rest.zone) });
}
