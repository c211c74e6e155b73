import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * The expression for the line below a node’s name on the canvas: operation and resource in the words of the node panel,
 * “Get many mailboxes”, in place of the parameters’ values, “getAll: mailbox”.
 *
 * @param properties that have the parameter `operation` of each resource among them
 */
export function subtitle(properties: INodeProperties[]): string {
	const actions = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as INodePropertyOptions[]).map(({ value, action, name }) => [
				`${String(displayOptions?.show?.resource?.[0])} ${String(value)}`,
				action ?? name,
			]),
		);
	const table = JSON.stringify(Object.fromEntries(actions));
	return `={{ (${table})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}
