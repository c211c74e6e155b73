import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Parameter, ResourceDeclaration } from './define';

/**
 * What n8n's editor shows for some resources: the choices of the operation, their remarks, and all parameters.
 * A parameter that several operations share is declared once, also across resources: n8n looks at each
 * declaration for every item, shown or not, and evaluates its expression for each declaration of its name.
 */
export function describe(resources: readonly ResourceDeclaration[]): INodeProperties[] {
	return [
		...resources.map(operationProperty),
		...resources.flatMap(notices),
		...sharedParameters(resources).map(({ property, shownFor }) => ({
			...property,
			displayOptions: {
				...property.displayOptions,
				show: {
					resource: [...shownFor.keys()],
					operation: [...new Set([...shownFor.values()].flat())],
					...property.displayOptions?.show,
				},
			},
		})),
	];
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

/** A parameter, and the operations that have it, by their resource. */
interface Shared {
	readonly property: INodeProperties;
	/** All that n8n knows of it: those that look the same are the same. */
	readonly text: string;
	readonly shownFor: ReadonlyMap<string, readonly string[]>;
}

/** The parameters of all operations: those that look the same as one, in an order that suits each of them. */
function sharedParameters(resources: readonly ResourceDeclaration[]): Shared[] {
	const existing = new Map(
		resources.map(({ value, operations }) => [value, operations.map((operation) => operation.value)]),
	);
	const ofResource = ({ value: resource, operations }: ResourceDeclaration) =>
		merged(
			operations.map(({ value: operation, parameters }) =>
				parameters.map(propertyOf).map((property) => ({
					property,
					text: JSON.stringify(property),
					shownFor: new Map([[resource, [operation]]]),
				})),
			),
			existing,
		);
	return merged(resources.map(ofResource), existing);
}

/**
 * Makes one list of several, in which those that look the same are one. Each entry stands as late as the order of
 * its list allows: so that most of what comes later finds its place behind what it shares with them.
 *
 * @param existing the operations of each resource
 */
function merged(
	lists: ReadonlyArray<readonly Shared[]>,
	existing: ReadonlyMap<string, readonly string[]>,
): Shared[] {
	const all: Shared[] = [];
	for (const list of lists) {
		let end = all.length;
		for (const entry of [...list].reverse()) {
			const at = all
				.slice(0, end)
				.map(({ text }) => text)
				.lastIndexOf(entry.text);
			const shownFor = at === -1 ? undefined : together(all[at]!.shownFor, entry.shownFor);
			if (shownFor && isExact(shownFor, existing)) {
				all[at] = { ...entry, shownFor };
				end = at;
			} else all.splice(end, 0, entry);
		}
	}
	return all;
}

function together(one: Shared['shownFor'], other: Shared['shownFor']): Shared['shownFor'] {
	const operationsOf = (resource: string) => [...(one.get(resource) ?? []), ...(other.get(resource) ?? [])];
	return new Map([...one.keys(), ...other.keys()].map((resource) => [resource, operationsOf(resource)]));
}

/** n8n shows a parameter for each of the resources with each of the operations: for no other one that exists. */
function isExact(shownFor: Shared['shownFor'], existing: ReadonlyMap<string, readonly string[]>): boolean {
	const all = [...shownFor.values()].flat();
	return [...shownFor].every(([resource, has]) =>
		existing.get(resource)!.every((operation) => has.includes(operation) || !all.includes(operation)),
	);
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
