import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { OperationDeclaration, Parameter, ResourceDeclaration } from './define';

/**
 * What n8n's editor shows for some resources: the choices of the operation, their remarks, and all parameters.
 * A parameter that several operations share is declared once, also across resources: n8n looks at each
 * declaration for every item, shown or not, and evaluates its expression for each declaration of its name.
 */
export function describe(resources: readonly ResourceDeclaration[]): INodeProperties[] {
	return [
		...resources.map(operationProperty),
		...resources.flatMap(notices),
		...sharedByResources(resources).map(({ property, shownFor }) => ({
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

/** A parameter, and the operations of a resource that have it. */
interface SharedByOperations {
	readonly property: INodeProperties;
	readonly operations: string[];
}

/** A parameter, and the operations that have it, by their resource. */
interface SharedByResources {
	readonly property: INodeProperties;
	readonly shownFor: Map<string, string[]>;
}

/**
 * One entry for all resources whose parameter looks the same, in an order that suits each of them. n8n shows it
 * for each of the resources with each of the operations, so that must be right for every operation there is.
 */
function sharedByResources(resources: readonly ResourceDeclaration[]): SharedByResources[] {
	const existing = new Map(
		resources.map(({ value, operations }) => [value, operations.map((operation) => operation.value)]),
	);
	const fits = (shownFor: ReadonlyMap<string, string[]>) => {
		const all = [...shownFor.values()].flat();
		return [...shownFor].every(([resource, has]) =>
			existing.get(resource)!.every((operation) => has.includes(operation) || !all.includes(operation)),
		);
	};
	const merged: SharedByResources[] = [];
	for (const { value, operations } of resources) {
		mergeInOrder(sharedByOperations(operations), merged, {
			join: (known, { operations: has }) => {
				const shownFor = new Map([...known.shownFor, [value, has]]);
				return fits(shownFor) ? { ...known, shownFor } : undefined;
			},
			begin: ({ property, operations: has }) => ({ property, shownFor: new Map([[value, has]]) }),
		});
	}
	return merged;
}

/** One entry for all operations whose parameter looks the same, in an order that suits each of them. */
function sharedByOperations(operations: readonly OperationDeclaration[]): SharedByOperations[] {
	const merged: SharedByOperations[] = [];
	for (const { value, parameters } of operations) {
		const own = parameters.map((declared) => ({ property: propertyOf(declared) }));
		mergeInOrder(own, merged, {
			join: (known) => ({ ...known, operations: [...known.operations, value] }),
			begin: ({ property }) => ({ property, operations: [value] }),
		});
	}
	return merged;
}

/**
 * Adds entries to a list, each as late as their order allows: so that most of what comes later finds its place
 * behind what it shares with them.
 *
 * @param join takes the entry into one that looks the same, or says by undefined that this can't be
 * @param begin makes an entry of its own
 */
function mergeInOrder<New extends { property: INodeProperties }, Known extends { property: INodeProperties }>(
	added: readonly New[],
	merged: Known[],
	{ join, begin }: { join: (known: Known, added: New) => Known | undefined; begin: (added: New) => Known },
): void {
	let end = merged.length;
	for (const entry of [...added].reverse()) {
		const before = merged.slice(0, end).map(({ property }) => JSON.stringify(property));
		const at = before.lastIndexOf(JSON.stringify(entry.property));
		const joined = at === -1 ? undefined : join(merged[at]!, entry);
		if (joined) {
			merged[at] = joined;
			end = at;
		} else merged.splice(end, 0, begin(entry));
	}
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
