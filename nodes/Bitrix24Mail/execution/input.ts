import type { IDataObject, INode } from 'n8n-workflow';
import type { InputField, ItemContext, Operation } from './operation';
import { isBlank } from './validators';
import { isTool } from './aiTool';

/** The parameters of a REST call; or what is wrong with the input, and with which parameter of the panel. */
export type Input = { params: IDataObject } | { error: unknown; label?: string };

/**
 * Checks what the declaration collected for one item, and turns it into the parameters of the REST call.
 *
 * @param raw the values by the names of their parameters
 * @param node the item’s
 * @returns the REST parameters, or the InputProblem when something is missing or can't be right
 */
export async function readInput(
	operation: Operation,
	raw: Readonly<IDataObject>,
	context: ItemContext,
	node: INode,
): Promise<Input> {
	const params: IDataObject = {};
	for (const [name, field] of Object.entries(operation.input)) {
		if (!isToBeRead(field, raw, node)) continue;
		try {
			const value = await field.validate(raw[field.parameter], context);
			if (value !== undefined) params[name] = value as IDataObject[string];
		} catch (error) {
			return { error, label: field.label };
		}
	}
	const problem = operation.check?.(params, context);
	return problem ? { error: problem } : { params };
}

/**
 * The label of the parameter behind a REST field.
 *
 * @returns nothing for a field that no parameter sets
 */
export function labelOf({ input }: Pick<Operation, 'input'>, wireName: string): string | undefined {
	const isIt = (name: string) => plain(name) === plain(wireName.replace(/^(MISSING|INVALID)_/, ''));
	return Object.entries(input).find(([name]) => name === wireName || isIt(name))?.[1].label;
}

/** A name in the form that names have in all of Bitrix24’s refusals: `MISSING_MESSAGE_ID` is about `messageId`. */
const plain = (name: string) => name.replace(/_/g, '').toLowerCase();

function isToBeRead(field: InputField, raw: Readonly<IDataObject>, node: INode): boolean {
	const { parameter: name } = field;
	if (field.onlyInTools) return isTool(node);
	if (field.required) return true;
	// A model has to give each argument of a tool: it gives an empty one for what it does not want to set.
	return name in raw && !(isBlank(raw[name]) && isTool(node));
}
