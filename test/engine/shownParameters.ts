import type { INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';
import { withDescription } from './nodes';

/** From how many items on a run costs enough for `withParametersShownFor` to be worth it. */
export const MANY_ITEMS = 5;

const known = new WeakMap<INodeType, Map<string, INodeType>>();

/**
 * The node type without the parameters of other resources and operations. For each item, n8n looks at every parameter that
 * is declared, copies what its expressions may refer to, and then finds that the parameter is not shown: with
 * many items, most of a run’s time. That it makes no other difference is a test of its own.
 *
 * @param nodeType the node type as n8n runs it
 * @param parameters the node’s, in the workflow
 * @returns the same object each time; the given one, where resource and operation are known only at run time
 */
export function withParametersShownFor(nodeType: INodeType, parameters: INodeParameters): INodeType {
	const { resource, operation } = parameters;
	if (!isChosen(resource) || !isChosen(operation)) return nodeType;
	const ofType = known.get(nodeType) ?? new Map<string, INodeType>();
	known.set(nodeType, ofType);

	const { properties } = nodeType.description;
	const key = `${resource} ${operation}`;
	const part =
		ofType.get(key) ??
		withDescription(nodeType, { properties: properties.filter(isShown({ resource, operation })) });
	ofType.set(key, part);
	return part;
}

const isChosen = (value: unknown): value is string => typeof value === 'string' && !value.startsWith('=');

const isShown =
	(chosen: Record<'resource' | 'operation', string>) =>
	({ displayOptions: { show } = {} }: INodeProperties): boolean =>
		(['resource', 'operation'] as const).every((name) => show?.[name]?.includes(chosen[name]) ?? true);
