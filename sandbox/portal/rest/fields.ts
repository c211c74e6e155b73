import { REST_3, Refusal } from '../refusals';
import { say } from '../texts';
import type { Language } from '../types';
import type { Done } from './methods';
import { pick, readSelect, required } from './parameters';

/** What a field's description says, in the order of the answer. */
const PROPERTIES = [
	'name',
	'type',
	'title',
	'description',
	'validationRules',
	'requiredGroups',
	'filterable',
	'sortable',
	'editable',
	'multiple',
	'elementType',
] as const;

/** What the description of fields needs to know of a call. */
interface FieldCall {
	params: Record<string, unknown>;
	language: Language;
}

/**
 * The methods of REST 3.0 that describe an entity's fields, `….field.list` and `….field.get` (Bitrix24 REST: mailboxes).
 *
 * @param types the type of each field, in the order of the answer
 * @param validationRules what each field says there
 * @returns how each of the two is called; they throw a Refusal for a wrong `select`, `get` for an unknown `name`, too
 */
export function fieldMethods(
	types: Readonly<Record<string, 'int' | 'string' | 'bool' | 'array'>>,
	validationRules: readonly [] | null = null,
) {
	const descriptions = Object.entries(types).map(([name, type]) => ({
		name,
		type,
		title: name,
		description: null,
		validationRules,
		requiredGroups: null,
		filterable: false,
		sortable: false,
		editable: false,
		multiple: false,
		elementType: null,
	}));
	return {
		list: ({ params, language }: FieldCall): Done => {
			const properties = readSelect(params, PROPERTIES, 'DtoFieldDto', language);
			return { result: { items: descriptions.map((field) => pick(field, properties)) } };
		},
		get: ({ params, language }: FieldCall): Done => {
			const name = required(params, 'name', 'string', language);
			const properties = readSelect(params, PROPERTIES, 'DtoFieldDto', language);
			const field = descriptions.find((candidate) => candidate.name === name);
			if (field === undefined) {
				const text = say('fieldNotFound', language, { FIELD: name });
				throw new Refusal(REST_3.fieldNotFound, { text });
			}
			return { result: { item: pick(field, properties) } };
		},
	};
}
