import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../../credentials/shared/connection';
import { readAnswer } from './answer';
import { post, type HttpOptions, type Sender } from './http';
import { factsOf, methodUrl, type MethodName } from './methods';
import type { Call, Outcome } from './outcome';

/**
 * Makes one call of a REST method by a request of its own.
 *
 * @returns its payload (a list, a record, an ID or `true`, by the method) or the refusal
 */
export async function callAlone(
	sender: Sender,
	connection: Connection,
	call: Call<MethodName>,
	options: HttpOptions,
): Promise<Outcome> {
	const facts = factsOf(call.method);
	const url = methodUrl(connection.portal, call.method, facts.version);
	const reply = await post(sender, connection, url, call.params as IDataObject, options);
	return 'refusal' in reply ? { ok: false, refusal: reply.refusal } : readAnswer(facts, reply.answer);
}
