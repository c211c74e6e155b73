import type { IDataObject } from 'n8n-workflow';
import { isTool } from '../../execution/aiTool';
import type { Answer } from '../../execution/operation';
import { isOff, wholeNumber } from '../../execution/validators';
import { offsetOf } from '../../util/instant';
import { parameter, type Output } from '../define';
import { optionsOf } from '../shared/collections';
import { MESSAGE, simplifyMessage } from './simplify';

/** Whether messages come simplified. */
export const simplify = parameter({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** How much of a text an AI tool gets where nobody says: a list must not fill the model’s memory. In characters. */
const TOOL_BODY_LENGTH = { list: 1_000, single: 10_000 } as const;

/** How long the text of a message may be. */
const maxBodyLength = parameter({
	displayName: 'Max Body Length',
	name: 'maxBodyLength',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 10_000,
	description:
		'Cut message texts after this many characters. Without this option, texts are returned in full.',
	documentation: `Cuts message texts after this many characters, with a note at the end. Without this option, texts are returned in full; in an AI tool, they are cut after ${TOOL_BODY_LENGTH.single.toLocaleString('en')} characters, or ${TOOL_BODY_LENGTH.list.toLocaleString('en')} in lists.`,
	sendAs: 'maxBodyLength',
	validate: wholeNumber('a number of characters', 1),
});

/** What can be chosen where texts are read. */
export const options = optionsOf([maxBodyLength]);

/** One message. */
export const oneMessage: Output = {
	items: (message, params, answer) => itemsOf([message], params, answer, 'single'),
	fields: MESSAGE,
};

/** An item for each message. */
export const eachMessage: Output = {
	items: (messages, params, answer) => itemsOf(messages as unknown[], params, answer, 'list'),
	fields: MESSAGE,
};

function itemsOf(
	messages: unknown[],
	params: Readonly<IDataObject>,
	{ context, portal, answeredAt }: Answer,
	kind: keyof typeof TOOL_BODY_LENGTH,
): IDataObject[] {
	if (isOff(context.getNodeParameter('simplify', true))) return messages as IDataObject[];
	const inTool = isTool(context.getNode()) ? TOOL_BODY_LENGTH[kind] : undefined;
	const options = {
		portal,
		offsetMinutes: offsetOf(answeredAt),
		withBody: params.includeBody !== false,
		maxBodyLength: (params.maxBodyLength as number | undefined) ?? inTool,
	};
	return messages.map((message) => simplifyMessage(message, options));
}
