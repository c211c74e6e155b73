import { InputError, type ItemContext } from '../../execution/operation';
import { fieldNames, isOff } from '../../execution/validators';
import { parameter, type Parameter } from '../define';

/** What there is to choose from when records are put out. */
export interface OutputChoice {
	/** One of the records, as people call it: “mail service”. */
	record: string;
	/** All fields that can be chosen, by their names, with their labels. */
	fields: Readonly<Record<string, { label: string }>>;
	/** Those of a simplified record. */
	simplified: readonly string[];
	/** What a simplified record is, in the words of the list of choices. */
	simplifiedIs: string;
	/** What the documentation says of Simplify. */
	documentation?: string;
	/** The field that an AI tool always gets: what identifies the record. */
	key: string;
	/** What an AI tool with “Selected Fields” starts with. */
	initial: readonly string[];
}

/**
 * The parameters that choose how a record is put out: simplified, as the portal sent it, or, for an AI tool, by
 * the fields that a model needs.
 */
export function outputParameters(choice: OutputChoice): Parameter[] {
	const { record, fields, simplifiedIs, key, initial, documentation } = choice;
	const { label: keyLabel } = fields[key]!;
	const keyIncluded = `The ${keyLabel === 'ID' ? keyLabel : keyLabel.toLowerCase()} is always included`;
	return [
		parameter({
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
			documentation,
			displayOptions: { show: { '@tool': [false] } },
		}),
		parameter({
			displayName: 'Output',
			name: 'output',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Raw', value: 'raw', description: 'All fields exactly as Bitrix24 returns them' },
				{
					name: 'Selected Fields',
					value: 'selectedFields',
					description: `The fields you choose. ${keyIncluded}.`,
				},
				{ name: 'Simplified', value: 'simplified', description: simplifiedIs },
			],
			default: 'simplified',
			description: `How much of each ${record} to pass to the model`,
			documentation:
				'In an [AI tool](../ai-tool.md), instead of Simplify: Simplified, Raw, or Selected Fields',
			displayOptions: { show: { '@tool': [true] } },
		}),
		parameter({
			displayName: 'Output Fields',
			name: 'outputFields',
			type: 'multiOptions',
			options: Object.entries(fields)
				.filter(([value]) => value !== key)
				.map(([value, { label }]) => ({ name: label, value }))
				.sort((a, b) => a.name.localeCompare(b.name, 'en')),
			default: [...initial],
			description: `The fields to pass to the model. ${keyIncluded}.`,
			documentation: `In an AI tool with Selected Fields: the fields to pass to the model. ${keyIncluded}.`,
			displayOptions: { show: { '@tool': [true], output: ['selectedFields'] } },
			// They become nothing in REST, which returns all fields. They are checked before anything is sent.
			validate: (_none, context) => void selectedFields(choice, context),
		}),
	];
}

/**
 * How an item's records are to be put out.
 *
 * @returns the names of the fields, in their order, or `raw`: as the portal sent them
 * @throws InputError when a chosen field is not known
 */
export function chosenOutput(choice: OutputChoice, context: ItemContext): 'raw' | readonly string[] {
	const simplify = context.getNodeParameter('simplify', null);
	// n8n takes “Simplify” away in an AI tool.
	if (simplify !== null) return isOff(simplify) ? 'raw' : choice.simplified;
	if (context.getNodeParameter('output', null) === 'raw') return 'raw';
	return selectedFields(choice, context) ?? choice.simplified;
}

/** The fields that a tool is to return, its key first; undefined where there is no such choice. */
function selectedFields({ fields, key }: OutputChoice, context: ItemContext): string[] | undefined {
	const value = context.getNodeParameter('outputFields', null);
	if (value === null) return undefined;
	const names = (fieldNames(value, context) ?? []) as string[];
	const unknown = names.filter((name) => !Object.hasOwn(fields, name));
	if (unknown.length > 0) {
		throw new InputError(
			`can’t contain “${unknown.join('” and “')}”`,
			`Choose from these: ${Object.keys(fields).join(', ')}.`,
		);
	}
	return [key, ...names.filter((name) => name !== key)];
}
