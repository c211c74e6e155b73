import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { specOf } from '../../nodes/Bitrix24Mail/api/methods';
import { RESOURCES } from '../../nodes/Bitrix24Mail/resources';
import { operationsOf } from '../../nodes/Bitrix24Mail/resources/define';
import type { Task } from './tasks';

type Which = Pick<Task['parameters'], 'resource' | 'operation'>;

/** What the node's hook would add to what is declared, by the REST method. */
const ADDED: Readonly<Record<string, { body?: object; values?: Readonly<Record<string, string>> }>> = {
	'mail.message.movetofolder': { body: { action: 'move' }, values: { messageIds: '={{ [$value] }}' } },
};

/** The paths of REST v1 and of REST 3.0. */
const ROOTS = { 1: '/rest', 3: '/rest/api' } as const;

/**
 * The node's description without its hook: one operation sends its requests by itself, as it is declared in any
 * declarative node. The others are still there, because n8n looks at them all.
 *
 * @param portal its address
 */
export function plainDescription(portal: string, which: Which): INodeTypeDescription {
	const { description } = new Bitrix24Mail();
	const operation = operationFor(which);
	const restNames = new Map(
		Object.entries(operation.input).map(([restName, { parameter }]) => [parameter, restName]),
	);
	const { body, values = {} } = ADDED[operation.method] ?? {};
	return {
		...description,
		requestOperations: undefined,
		requestDefaults: {
			method: 'POST',
			baseURL: portal + ROOTS[specOf(operation.method).version],
			headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
		},
		properties: description.properties.map((property) => {
			if (property.name === 'resource') return { ...property, routing: undefined };
			if (!isOf(property, which)) return property;
			if (property.name === 'operation') return withBody(property, which.operation, body);
			return renamed(property, restNames, values);
		}),
	};
}

function operationFor(which: Which) {
	const resource = RESOURCES.find(({ value }) => value === which.resource)!;
	const operations = resource.operations.filter(({ value }) => value === which.operation);
	return operationsOf([{ ...resource, operations }])[0]!;
}

function isOf({ name, displayOptions }: INodeProperties, { resource, operation }: Which): boolean {
	const { resource: resources, operation: operations } = displayOptions?.show ?? {};
	return Boolean(resources?.includes(resource) && (name === 'operation' || operations?.includes(operation)));
}

/** The choice of the operation, with what is always sent along with this one. */
function withBody(property: INodeProperties, operation: string, body?: object): INodeProperties {
	const options = (property.options as INodePropertyOptions[]).map((option) =>
		option.value === operation
			? { ...option, routing: { request: { ...option.routing?.request, body } } }
			: option,
	);
	return { ...property, options };
}

/** A parameter, and those in it if it is a collection, by the names and with the values of REST. */
function renamed(
	property: INodeProperties,
	restNames: ReadonlyMap<string, string>,
	values: Readonly<Record<string, string>>,
): INodeProperties {
	const inner =
		property.type === 'collection'
			? (property.options as INodeProperties[]).map((option) => renamed(option, restNames, values))
			: property.options;
	const restName = restNames.get(property.name);
	const send = property.routing?.send;
	if (!send || restName === undefined) return { ...property, options: inner };
	const value = values[restName];
	return {
		...property,
		options: inner,
		routing: { send: { ...send, property: restName, ...(value === undefined ? {} : { value }) } },
	};
}
