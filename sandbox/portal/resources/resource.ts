import type { Method, MethodFacts, Done } from '../rest/methods';
import type { Zone } from '../time';
import type { ApiVersion, Caller, Language, RecordedRequest } from '../types';

/** What a resource can know of the portal that it is in. */
export interface Surroundings {
	language: Language;
	/** What a file's address starts with: `https://host/prefix`, or nothing where files are named by their paths. */
	fileBase: string;
	/** Every scope that a method of the portal can need. */
	scopes: readonly string[];
	/** The portal's address as it prints it: `https://host/prefix`. */
	url: string;
	/** The portal's clock, in milliseconds. */
	now: () => number;
	/** Where that clock hangs. */
	zone: Zone;
	/** The data of another resource, by its name. What they are, its file knows. */
	storeOf: (resource: string) => object;
}

/** A call of one of a resource's methods. Who calls, and by which version and scope, has been checked. */
export interface ResourceCall<Store> extends Surroundings {
	/** The resource's data in this portal. */
	store: Store;
	params: Record<string, unknown>;
	caller: Caller;
	version: ApiVersion;
	/** What carried the call. */
	request: RecordedRequest;
}

/** A method as its resource declares it. */
export interface ResourceMethod<Store> extends MethodFacts {
	/** Carries a call out, or throws a Refusal, which says what was done before it if that is not nothing. */
	call: (call: ResourceCall<Store>) => Done;
}

/** What a resource's file says of it. */
interface Definition<Options extends object, Store extends object, Live extends keyof Store> {
	/** The name of its file. */
	name: string;
	/** Its data in a portal with these options. Functions among them work on the lists of this one store. */
	open: (options: Options, surroundings: () => Surroundings) => Store;
	/** The part of its data that tests see, and change, as a property of the portal. */
	live?: readonly Live[];
	/** By option: makes as many records as wanted, with the IDs 1 to `count`. */
	many?: { [Option in keyof Options]?: (count: number) => Options[Option] };
	/** Its methods by their names, which are in lower case. */
	methods: Readonly<Record<string, ResourceMethod<Store>>>;
}

/** A resource as the portal sees it, whatever it stores. */
export interface Resource<Options extends object, Data extends object> {
	readonly name: string;
	/** By option: makes as many records as wanted, with the IDs 1 to `count`. */
	readonly many: Readonly<Record<string, (count: number) => unknown>>;
	readonly methods: Readonly<Record<string, MethodFacts>>;
	/** The resource in one portal. */
	open(options: Options, surroundings: () => Surroundings): OpenResource<Data>;
}

/** A resource in one portal. */
export interface OpenResource<Data extends object> {
	/** All of its data. */
	store: object;
	/** Its live data. */
	data: Data;
	/** Its methods over them. */
	methods: Record<string, Method>;
	/** Makes all of its data what they were at the start. Lists stay the same lists, with other contents. */
	restore(): void;
}

/**
 * Makes a resource of what its file says.
 *
 * @returns a resource that can be opened in any number of portals, each with data of its own
 */
export function defineResource<
	Options extends object,
	Store extends object,
	Live extends keyof Store = never,
>({
	name,
	open,
	live = [],
	many,
	methods,
}: Definition<Options, Store, Live>): Resource<Options, Readonly<Pick<Store, Live>>> {
	return {
		name,
		many: { ...many } as Resource<Options, object>['many'],
		methods,
		open(options, surroundings) {
			const store = open(options, surroundings);
			const ready = Object.entries(methods).map(([method, { call, ...facts }]): [string, Method] => [
				method,
				{
					...facts,
					call: (params, caller, version, request) =>
						call({ store, params, caller, version, request, ...surroundings() }),
				},
			]);
			const data = Object.fromEntries(live.map((key) => [key, store[key]])) as Pick<Store, Live>;
			const restore = () => refill(store, open(options, surroundings));
			return { store, data, methods: Object.fromEntries(ready), restore };
		},
	};
}

/** Gives a store the contents of a fresh one. Whoever holds one of its lists sees it change. */
function refill<Store extends object>(store: Store, fresh: Store): void {
	for (const key of Object.keys(fresh) as Array<keyof Store>) {
		const [now, then] = [store[key], fresh[key]];
		if (Array.isArray(now) && Array.isArray(then)) now.splice(0, now.length, ...(then as unknown[]));
		else store[key] = then;
	}
}
