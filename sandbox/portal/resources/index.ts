import type { MethodFacts, MethodTable } from '../rest/methods';
import { mailService } from './mailService';
import { mailbox } from './mailbox';
import { message } from './message';
import { recipient } from './recipient';
import type { Resource, Surroundings } from './resource';
import { system } from './system';

export * from './mailService';
export * from './mailbox';
export * from './message';
export * from './recipient';

/** The resources of the portal. The only place that lists them. */
export const RESOURCES = [system, mailService, mailbox, message, recipient] as const;

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
 * @returns their live data, their methods by name, and what makes all data what they were at the start
 */
export function openResources(
	options: ResourceOptions,
	surroundings: () => Omit<Surroundings, 'storeOf'>,
): { data: ResourceData; methods: MethodTable; restore: () => void } {
	const stores = new Map<string, object>();
	const around = (): Surroundings => ({ ...surroundings(), storeOf: (name) => stores.get(name) ?? {} });
	const opened = RESOURCES.map((resource) => {
		const one = resource.open(options, around);
		stores.set(resource.name, one.store);
		return one;
	});
	return {
		data: Object.assign({}, ...opened.map(({ data }) => data)) as ResourceData,
		methods: new Map(opened.flatMap(({ methods }) => Object.entries(methods))),
		restore: () => {
			for (const { restore } of opened) restore();
		},
	};
}
