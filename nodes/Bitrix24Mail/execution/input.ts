import type { IDataObject } from 'n8n-workflow';
import { InputProblem, type ItemContext, type Operation } from './operation';

/**
 * Checks what the declaration collected for one item, and turns it into the parameters of the REST call.
 *
 * @param raw the values by the names that the declaration gives them
 * @returns the REST parameters; fields without a value are left out
 * @throws InputProblem when something is missing or can't be right
 */
export async function readInput(
	operation: Operation,
	raw: Readonly<IDataObject>,
	context: ItemContext,
): Promise<IDataObject> {
	const params: IDataObject = {};
	for (const [name, field] of Object.entries(operation.input)) {
		if (!(name in raw) && !field.required) continue;
		try {
			const value = await field.rule(raw[name], context);
			if (value === undefined) continue;
			const wireName = field.as ?? name;
			if (wireName in params) throw setTwice(operation, wireName);
			params[wireName] = value as IDataObject[string];
		} catch (error) {
			if (error instanceof InputProblem) error.label = field.label;
			throw error;
		}
	}
	operation.check?.(params);
	return params;
}

/**
 * The label of the parameter behind a REST field.
 *
 * @returns nothing for a field that no parameter sets
 */
export function labelOf(operation: Operation, wireName: string): string | undefined {
	const entries = Object.entries(operation.input);
	return entries.find(([name, field]) => (field.as ?? name) === wireName)?.[1].label;
}

function setTwice(operation: Operation, wireName: string): InputProblem {
	return new InputProblem(
		`sets what “${labelOf(operation, wireName)}” sets, too`,
		'Both are the same field in Bitrix24: remove one of them.',
	);
}
