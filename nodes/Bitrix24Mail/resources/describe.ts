import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { OperationDeclaration, Parameter, ResourceDeclaration } from './define';

/**
 * What n8n's editor shows for some resources: the choice of the operation, its remarks, and its parameters. A
 * parameter that several operations share is declared once: n8n evaluates its expression for each declaration
 * of its name, shown or not.
 */
export function describe(resources: readonly ResourceDeclaration[]): INodeProperties[] {
	return resources.flatMap((resource) => [
		operationProperty(resource),
		...notices(resource),
		...parameterProperties(resource),
	]);
}

/** The choice of the resource, with what each of them is. */
export function resourceOptions(resources: readonly ResourceDeclaration[]): INodePropertyOptions[] {
	return resources.map(({ name, value, description }) => ({ name, value, description }));
}

/**
 * The expression for the line below a node’s name on the canvas: operation and resource in the words of the
 * node panel, “Get many mailboxes”, in place of the parameters’ values, “getAll: mailbox”.
 */
export function subtitle(resources: readonly ResourceDeclaration[]): string {
	const actions = resources.flatMap((resource) =>
		resource.operations.map(({ value, action }) => [`${resource.value} ${value}`, action]),
	);
	const table = JSON.stringify(Object.fromEntries(actions));
	return `={{ (${table})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}

function operationProperty({ value, operations, defaultOperation }: ResourceDeclaration): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ name, value: operation, action, description, url, method }) => ({
			name,
			value: operation,
			action,
			description,
			routing: { request: { url: url ?? method } },
		})),
		default: defaultOperation,
	};
}

/** The same remark for several operations is one. */
function notices({ value, operations }: ResourceDeclaration): INodeProperties[] {
	const byText = new Map<string, string[]>();
	for (const operation of operations) {
		if (operation.notice === undefined) continue;
		byText.set(operation.notice, [...(byText.get(operation.notice) ?? []), operation.value]);
	}
	return [...byText].map(([displayName, shownFor], index) => ({
		displayName,
		name: `${value}Notice${index + 1}`,
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: [value], operation: shownFor } },
	}));
}

/** A parameter, and the operations that have it. */
interface Shared {
	readonly property: INodeProperties;
	readonly operations: string[];
}

function parameterProperties({ value, operations }: ResourceDeclaration): INodeProperties[] {
	return mergedParameters(operations).map(({ property, operations: shownFor }) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { resource: [value], operation: shownFor, ...property.displayOptions?.show },
		},
	}));
}

/** One entry for all operations whose parameter looks the same, in an order that suits each of them. */
function mergedParameters(operations: readonly OperationDeclaration[]): Shared[] {
	const merged: Shared[] = [];
	for (const { value, parameters } of operations) {
		let position = 0;
		for (const property of parameters.map(propertyOf)) {
			const text = JSON.stringify(property);
			const known = merged.findIndex((shared) => JSON.stringify(shared.property) === text);
			if (known === -1) merged.splice(position, 0, { property, operations: [value] });
			else merged[known]!.operations.push(value);
			position = (known === -1 ? position : known) + 1;
		}
	}
	return merged;
}

/** Parameters as n8n takes them where it sends nothing by itself: without what n8n does not know. */
export function propertiesOf(parameters: readonly Parameter[]): INodeProperties[] {
	return parameters.map((declared) => plainProperty(declared, propertiesOf));
}

/** The parameter as n8n takes it: with what it sends. */
function propertyOf(declared: Parameter): INodeProperties {
	const property = plainProperty(declared, (inner) => inner.map(propertyOf));
	if (declared.sendAs === undefined) return property;
	// By its own name, so that it is the same for operations that send it as different ones: the hook renames it.
	return { ...property, routing: { send: { type: 'body', property: declared.name } } };
}

function plainProperty(
	{ sendAs, validate, alwaysValidate, documentation, options, ...property }: Parameter,
	innerOf: (parameters: Parameter[]) => INodeProperties[],
): INodeProperties {
	if (options === undefined) return property;
	const isCollection = property.type === 'collection';
	return {
		...property,
		options: isCollection ? innerOf(options as Parameter[]) : (options as INodePropertyOptions[]),
	};
}
