import type { IDataObject, INodeProperties, INodePropertyModeValidation } from 'n8n-workflow';
import type { InputField } from '../../execution/operation';
import { fieldNames, isEmpty, isOn, wholeNumber } from '../../execution/validators';

/** The two parameters with which every list of n8n lets one choose how much of it comes. */
export function returnAllAndLimit(resource: string, operations: string[]): INodeProperties[] {
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions: { show: { resource: [resource], operation: operations } },
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { resource: [resource], operation: operations, returnAll: [false] } },
			routing: { send: { type: 'body', property: 'limit' } },
		},
	];
}

/**
 * Remarks above an operation's parameters: what Bitrix24 does that nobody expects.
 *
 * @param texts by operation; the same text for several of them is one remark
 */
export function notices(resource: string, texts: Record<string, string>): INodeProperties[] {
	return [...new Set(Object.values(texts))].map((text, index) => ({
		displayName: text,
		name: `${resource}Notice${index + 1}`,
		type: 'notice',
		default: '',
		displayOptions: {
			show: {
				resource: [resource],
				operation: Object.keys(texts).filter((operation) => texts[operation] === text),
			},
		},
	}));
}

/** What the editor accepts where one types an ID into a resource locator. */
export const ID_VALIDATION: INodePropertyModeValidation[] = [
	{
		type: 'regex',
		properties: { regex: '^\\s*[1-9]\\d*\\s*$', errorMessage: 'An ID is a whole number of at least 1' },
	},
];

const aLimit = wholeNumber('a limit', 1);

/** The one that the panel starts with. */
const DEFAULT_LIMIT = 50;

/** What {@link returnAllAndLimit} sends; the pipeline turns it into pages. */
export const LIMIT_INPUT: Record<string, InputField> = {
	limit: {
		label: 'Limit',
		// An empty one, from an expression or a model, must not mean all results.
		required: true,
		// n8n sends the limit along when an expression sets “Return All”, whatever comes out of it.
		validate: (value, context) => {
			if (isOn(context.getNodeParameter('returnAll', false))) return undefined;
			return isEmpty(value) ? DEFAULT_LIMIT : aLimit(value, context);
		},
	},
};

/** What a multi-select of field names sends. */
export function selectInput(label: string): Record<string, InputField> {
	return { select: { label, validate: fieldNames } };
}

/** One output item for the record that the portal answered with. */
export const oneRecord = (payload: unknown): IDataObject[] => [payload as IDataObject];

/** One output item for each record that the portal answered with. */
export const eachRecord = (payload: unknown): IDataObject[] => payload as IDataObject[];
