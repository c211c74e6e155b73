import type { MethodFacts, MethodTable } from '../rest/methods';
import { mailService } from './mailService';
import { mailbox } from './mailbox';
import type { Resource, Surroundings } from './resource';
import { system } from './system';

export * from './mailService';
export * from './mailbox';

/** The resources of the portal. The only place that lists them. */
export const RESOURCES = [system, mailService, mailbox] as const;

/** Every method of every resource, by name. `batch` is none of them. */
export const METHODS: ReadonlyMap<string, MethodFacts> = new Map(
	RESOURCES.flatMap(({ methods }) => Object.entries(methods)),
);

/** Every scope that a method can need. */
export const SCOPES: readonly string[] = [
	...new Set([...METHODS.values()].flatMap(({ scope }) => scope ?? [])),
];

type Listed = (typeof RESOURCES)[number];

/** What is each of the members of a union. */
type Each<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
	? All
	: never;
type OptionsOf<One> = One extends Resource<infer Options, object> ? Options : never;

/** What the data of a portal can be set to, over all resources. */
export type ResourceOptions = Each<OptionsOf<Listed>>;

/** The live data of a portal, over all resources. */
export type ResourceData = Each<ReturnType<Listed['open']>['data']>;

/**
 * All resources in one portal.
 *
 * @param surroundings asked at every call
 * @returns their live data, and their methods by name
 */
export function openResources(
	options: ResourceOptions,
	surroundings: () => Surroundings,
): { data: ResourceData; methods: MethodTable } {
	const opened = RESOURCES.map((resource) => resource.open(options, surroundings));
	return {
		data: Object.assign({}, ...opened.map(({ data }) => data)) as ResourceData,
		methods: new Map(opened.flatMap(({ methods }) => Object.entries(methods))),
	};
}
