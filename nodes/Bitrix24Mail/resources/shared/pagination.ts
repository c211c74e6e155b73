import { isEmpty, isOn, wholeNumber } from '../../execution/validators';
import { parameter, type Parameter } from '../define';

const aLimit = wholeNumber('a limit', 1);

/** The one that the panel starts with. */
const DEFAULT_LIMIT = 50;

/**
 * The two parameters with which every list of n8n lets one choose how much of it comes. The hook turns the
 * limit into pages.
 */
export const returnAllAndLimit: Parameter[] = [
	parameter({
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		documentation: 'Whether to return all results or only up to the limit',
	}),
	parameter({
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		documentation: 'Max number of results, at least 1. Only with Return All off.',
		displayOptions: { show: { returnAll: [false] } },
		sendAs: 'limit',
		// An empty one, from an expression or a model, must not mean all results.
		alwaysValidate: true,
		// n8n sends the limit along when an expression sets “Return All”, whatever comes out of it.
		validate: (value, context) => {
			if (isOn(context.getNodeParameter('returnAll', false))) return undefined;
			return isEmpty(value) ? DEFAULT_LIMIT : aLimit(value, context);
		},
	}),
];
