import type { INode } from 'n8n-workflow';
import type { Connection } from '../../../credentials/shared/connection';
import { callError, failureOf } from '../../Bitrix24Mail/execution/errors';
import type { CallingOperation } from '../../Bitrix24Mail/execution/errorText';
import type { MethodName } from '../../Bitrix24Mail/api/methods';
import { FILTERS, mailbox } from '../panel/parameters';
import type { ErrorOf } from './portalSource';

/** What the panel calls the parameters that go to the portal. */
const INPUT = Object.fromEntries(
	[mailbox, ...Object.values(FILTERS)].map(({ name, sendAs = name, displayName, validate }) => [
		sendAs,
		{ parameter: name, label: displayName, validate },
	]),
) as CallingOperation['input'];

const operationOf = (method: MethodName): CallingOperation => ({ method, input: INPUT });

/** Errors of calls in the words of the node Bitrix24 Mail. */
export function errorsOf(node: INode, { portal, redact }: Connection): ErrorOf {
	const place = { node, redact, host: new URL(portal).host };
	return (method, params, failed) => callError(place, { operation: operationOf(method), params, failed });
}

/**
 * The error for a credential that can’t be used.
 *
 * @param error what it was
 */
export function credentialError(node: INode, error: unknown): ReturnType<ErrorOf> {
	const operation = operationOf('mail.message.list');
	const place = { node, redact: (text: string) => text };
	return callError(place, { operation, params: {}, failed: failureOf(error) });
}
