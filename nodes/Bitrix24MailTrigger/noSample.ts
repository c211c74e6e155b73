import { NodeOperationError, type INode } from 'n8n-workflow';
import { SAMPLED_MESSAGES } from './poll/sample';
import type { Settings } from './settings';

/** The error for a trigger that is tried by hand, when there is no message to show. */
export function noSample(node: INode, { list, sender }: Settings): NodeOperationError {
	const where = typeof list.folder === 'string' ? `the folder “${list.folder}”` : 'any folder';
	const among = sender === undefined ? '' : `, among the newest ${SAMPLED_MESSAGES.toLocaleString('en')}`;
	return new NodeOperationError(node, `No message in ${where} matches the filters${among}`, {
		description:
			'Send one to the mailbox and wait until it appears in Bitrix24, or change the filters. Published workflows still start with the next new message.',
		level: 'warning',
	});
}
