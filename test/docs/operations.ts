import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { ROOT } from './markdown';

const { description } = new Bitrix24Mail();

/** An operation of the node, as its description has it. */
export interface Operation {
	resource: string;
	operation: string;
	/** Both labels: “Mail Service: Get Many”. */
	title: string;
	/** The words of the node panel. */
	action: string;
	/** The file name of its page and of its picture, without an extension: `mail-service-get-all`. */
	slug: string;
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const labelOfResource = (resource: string) =>
	(description.properties.find(({ name }) => name === 'resource')!.options as INodePropertyOptions[]).find(
		({ value }) => value === resource,
	)!.name;

export const OPERATIONS: Operation[] = description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) => {
		const resource = String(displayOptions?.show?.resource?.[0]);
		return (options as INodePropertyOptions[]).map(({ name, value, action = '' }) => ({
			resource,
			operation: String(value),
			title: `${labelOfResource(resource)}: ${name}`,
			action,
			slug: `${kebab(resource)}-${kebab(String(value))}`,
		}));
	});

/** What the panel shows above all operations, and what is no parameter. */
const isLeftOut = ({ name, type }: INodeProperties) =>
	['authentication', 'resource', 'operation'].includes(name) || type === 'notice';

/** Choices that hide parameters: all of them are shown at one of these. */
const CHOICES: Array<{ type: string; parameters: INodeParameters }> = [
	{ type: description.name, parameters: {} },
	{ type: `${description.name}Tool`, parameters: { output: 'selectedFields' } },
];

/** The parameters that the panel has for an operation, in its order, those of an AI tool too: label and default. */
export function parametersOf({ resource, operation }: Operation): Array<[string, string]> {
	const isShown = (property: INodeProperties) =>
		CHOICES.some(({ type, parameters }) =>
			NodeHelpers.displayParameter(
				{ resource, operation, returnAll: false, ...parameters },
				property,
				{ typeVersion: 1 },
				{ ...description, name: type },
			),
		);
	return description.properties
		.filter((property) => !isLeftOut(property) && isShown(property))
		.flatMap((property) =>
			property.type === 'collection'
				? (property.options as INodeProperties[])
						.filter((field) => isShownInCollection(field, operation))
						.map((field): [string, string] => [
							`${property.displayName} → ${field.displayName}`,
							defaultInCollection(field, property),
						])
				: [[property.displayName, defaultOf(property)] satisfies [string, string]],
		);
}

/** Fields look at the operation by its path from the root. */
const isShownInCollection = ({ displayOptions }: INodeProperties, operation: string) =>
	!(displayOptions?.hide?.['/operation'] ?? []).includes(operation);

/** The panel shows some fields of a collection from the start; the default of another one comes when it is added. */
function defaultInCollection(field: INodeProperties, { default: shown }: INodeProperties): string {
	const isShown = field.name in (shown as object);
	const value = defaultOf(field);
	return isShown || value === '–' ? value : `${value} when added`;
}

/** A default in words, as the pages have it. */
function defaultOf(property: INodeProperties): string {
	const { default: value, required, options } = property;
	if (required) return 'required';
	if (typeof value === 'boolean') return value ? 'On' : 'Off';
	const labels = [value]
		.flat()
		.map(
			(one) => (options as INodePropertyOptions[] | undefined)?.find((option) => option.value === one)?.name,
		);
	if (labels.length > 0 && labels.every((label) => label !== undefined)) return labels.join(', ');
	return value === '' || (Array.isArray(value) && value.length === 0) ? '–' : `\`${String(value)}\``;
}

/** The type of each output field, in the order of the output: from the schema that the editor shows before a run. */
export function outputOf({ resource, operation }: Operation): Array<[string, string]> {
	const file = path.join(ROOT, 'nodes/Bitrix24Mail/__schema__/v1.0.0', resource, `${operation}.json`);
	const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
		properties: Record<string, { type: string }>;
	};
	return Object.entries(properties).map(([name, { type }]) => [name, type]);
}

/** Every label that the panel can show, those of fields in collections included. */
export const LABELS: ReadonlySet<string> = new Set(
	description.properties
		.filter((property) => property.type !== 'notice')
		.flatMap(({ displayName, type, options }) =>
			type === 'collection'
				? (options as INodeProperties[]).map((field) => `${displayName} → ${field.displayName}`)
				: [displayName],
		),
);
