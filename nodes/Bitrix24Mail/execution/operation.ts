import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import type { CallParams, Outcome } from '../api/call';
import type { CallWords, MethodName, UnclearWords } from '../api/methods';

/** The context of one item of a run. */
export type ItemContext = IExecuteSingleFunctions;

/**
 * Checks a value and turns it into what goes over the wire.
 *
 * @returns the value for Bitrix24, or undefined to leave the field out
 * @throws InputError when the value can't be right
 */
export type Validator = (value: unknown, context: ItemContext) => unknown;

/** One parameter of an operation, by its name in REST, under which it arrives from the declaration. */
export interface InputField {
	/** As the panel calls it. */
	label: string;
	validate: Validator;
	required?: true;
	/**
	 * Of an AI tool, which n8n runs by the description of the plain node: it never arrives, and the rule looks
	 * it up.
	 */
	onlyInTools?: true;
}

/**
 * What the hook has to know of an operation: which REST method it calls, what its parameters must be, and how
 * the answer becomes items.
 */
export interface Operation {
	/** The one that it calls; of several, the one that stands for it. */
	method: MethodName;
	/** What the declaration names as the request's `url`, where that is not the method. */
	url?: string;
	/** Words of its own for people, where those of the method don't say it. */
	words?: Partial<CallWords & UnclearWords>;
	input: Readonly<Record<string, InputField>>;
	/** Looks for what the single rules can't judge: a combination of values. */
	check?: (params: Readonly<IDataObject>, context: ItemContext) => InputError | undefined;
	/**
	 * Makes the calls, where one call or the pages of one list are not all.
	 *
	 * @param params the REST parameters of the item
	 * @param calls the way to the portal
	 * @returns what goes to `output`; or the first error, with the method that was refused
	 */
	run?: (params: Readonly<IDataObject>, calls: Calls) => Promise<Outcome>;
	output: {
		/**
		 * How the answer becomes items.
		 *
		 * @param payload what the portal answered: a list, a record, an ID or `true`, by the method
		 * @param params what went over the wire
		 * @param portal its address: `https://host[:port][/prefix]`
		 */
		items: (
			payload: unknown,
			params: Readonly<IDataObject>,
			context: ItemContext,
			portal: string,
		) => IDataObject[];
	};
}

/** How an operation makes its calls. */
export interface Calls {
	/** Makes one. Those that several items make at the same moment leave together. */
	call: (method: MethodName, params: CallParams) => Promise<Outcome>;
	/**
	 * Reads a list, page by page where it comes in pages.
	 *
	 * @param wanted how many records at the most; Infinity for all of them
	 */
	list: (method: MethodName, params: CallParams, wanted: number) => Promise<Outcome>;
	/**
	 * What the items of a run share: made when the first of them asks for it, and known by the function that
	 * makes it.
	 */
	perRun: <T>(create: () => T) => T;
	/** The address of the portal that they go to. */
	portal: string;
	/**
	 * Works on one record of the portal while no other item or execution of this process does.
	 *
	 * @param record its name, say
	 * @returns nothing when others kept it for too long, or the execution was cancelled: the work was not begun
	 */
	oneAtATime: <T>(record: string, work: () => Promise<T>) => Promise<T | undefined>;
}

/** Something is wrong with what the user entered; nothing was sent. */
export class InputError extends Error {
	/**
	 * @param problem what is wrong: follows the parameter's label, or stands alone
	 * @param advice what to do: whole sentences
	 */
	constructor(
		readonly problem: string,
		readonly advice: string,
	) {
		super(problem);
		this.name = 'InputError';
	}
}
