import type { Call, Outcome } from '../call';
import type { MethodName } from '../methods';

/**
 * Which records there are, as lists of the portal tell: known for one run, by the method that reads one of
 * them.
 */
export interface Listings {
	/** The error of a call for a record that is on no list; nothing when it is on one, or there is none yet. */
	failureFor: (call: Call) => Outcome | undefined;
	/**
	 * Lists the records, unless that was done or tried before.
	 *
	 * @param readAll reads a list of the portal from its first to its last page
	 * @returns whether it is known now which records there are
	 */
	learn: (
		call: Call,
		readAll: (list: MethodName) => Promise<readonly unknown[] | undefined>,
	) => Promise<boolean>;
}

/** Starts with no list: once for each run. */
export function createListings(): Listings {
	const listings = new Map<MethodName, Promise<ReadonlySet<string> | undefined>>();
	const known = new Map<MethodName, ReadonlySet<string>>();

	const read = async ({ method, spec }: Call, readAll: Parameters<Listings['learn']>[1]) => {
		const { listedBy } = spec;
		if (!listedBy) return undefined;
		const records = await readAll(listedBy.method as MethodName);
		if (!records) return undefined;
		const keys = new Set(records.map((record) => textOf((record as Record<string, unknown>)[listedBy.key])));
		known.set(method, keys);
		return keys;
	};

	return {
		failureFor: ({ method, params, spec }) => {
			const { listedBy, recordParam = '' } = spec;
			const keys = known.get(method);
			if (!listedBy || !keys || keys.has(textOf(params[recordParam]))) return undefined;
			return { ok: false, error: { code: listedBy.missingCode, text: '', inferred: true } };
		},
		learn: async (call, readAll) => {
			const listing = listings.get(call.method) ?? read(call, readAll);
			listings.set(call.method, listing);
			return (await listing) !== undefined;
		},
	};
}

/**
 * IDs are numbers or digits in text. A name in another case is not taken for missing: Bitrix24 is asked for
 * it.
 */
const textOf = (value: unknown) => String(value).toLowerCase();
