import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import type { CallError, CallParams, Failed, Outcome } from '../api/call';
import type { Wanted } from '../api/client';
import type { CallWords, DoneWord, MethodName, UnclearWords } from '../api/methods';

/** The context of one item of a run. */
export type ItemContext = IExecuteSingleFunctions;

/**
 * Checks a value and turns it into what goes over the wire.
 *
 * @returns the value for Bitrix24, or undefined to leave the field out
 * @throws InputError when the value can't be right
 */
export type Validator = (value: unknown, context: ItemContext) => unknown;

/** One parameter of an operation, by its name in REST. */
export interface InputField {
	/** Its name in the panel, under which it arrives from the declaration. */
	parameter: string;
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
	words?: Partial<CallWords & UnclearWords & { done: DoneWord }>;
	input: Readonly<Record<string, InputField>>;
	/** Looks for what the single rules can't judge: a combination of values. */
	check?: (params: Readonly<IDataObject>, context: ItemContext) => InputError | undefined;
	/**
	 * Makes the calls, where one call or the pages of one list are not all.
	 *
	 * @param params the REST parameters of the item
	 * @param calls the way to the portal
	 * @param wanted how many items at the most, by Return All and Limit; Infinity for all of them
	 * @returns what goes to `output`; or the first error, with the method that was refused
	 */
	run?: (params: Readonly<IDataObject>, calls: Calls, wanted: number) => Promise<Outcome>;
	output: {
		/**
		 * How the answer becomes items.
		 *
		 * @param payload what the portal answered: a list, a record, an ID or `true`, by the method
		 * @param params what went over the wire
		 */
		items: (payload: unknown, params: Readonly<IDataObject>, answer: Answer) => IDataObject[];
	};
}

/** What one can know of an answer besides what it holds. */
export interface Answer {
	/** Of the item that asked. */
	context: ItemContext;
	/** The portal's address: `https://host[:port][/prefix]`. */
	portal: string;
	/** When the portal answered, as it writes it; of methods whose records have dates. */
	answeredAt?: string;
}

/** How an operation makes its calls. */
export interface Calls {
	/** Makes one. Those that several items make at the same moment leave together. */
	call: (method: MethodName, params: CallParams, options?: CallOptions) => Promise<Outcome>;
	/** Reads a list, page by page where it comes in pages. */
	list: (method: MethodName, params: CallParams, wanted: Wanted) => Promise<Outcome>;
	/**
	 * Has something done for all items of the run that ask for it at the same moment, in their order.
	 *
	 * @param work known by the function itself: gets what the items want, and gives an outcome for each
	 */
	together: <T>(work: TogetherWork<T>, wish: T) => Promise<Outcome>;
	/**
	 * What the items of a run share: made when the first of them asks for it, and known by the function that
	 * makes it.
	 */
	perRun: <T>(create: () => T) => T;
	/** The same for all tries of Retry On Fail: those of the run, or those of one call of an AI tool. */
	acrossTries: <T>(create: () => T) => T;
	/** Whether the first error ends the run: Stop Workflow. */
	stopsAtError: boolean;
	/** The item is bound to fail: where that ends the run, nothing more is sent. */
	fail: () => void;
	/** The first error of the item’s own calls that an operation does not go on after; nothing while there is none. */
	failure: () => Failed | undefined;
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

/** What differs for one call. */
export interface CallOptions {
	/** Whether the operation goes on after this error: it does not end the run. */
	readonly canFail?: (error: CallError) => boolean;
	/** Its own outcome has to be known, whatever it costs to find it within a rejected batch. */
	readonly mustSettle?: boolean;
	/** What the operation makes of the outcome, before anything else sees it; the same when left out. */
	readonly judge?: (outcome: Outcome) => Outcome;
	/** For which items the call is made, by their indices; for the one that makes it when left out. */
	readonly items?: readonly number[];
}

/** What an item wants to have done together with others. */
export interface Wish<T> {
	/** Whose it is. */
	readonly itemIndex: number;
	/** What it wants. */
	readonly wish: T;
	/** How it makes its calls. */
	readonly calls: Calls;
}

/** Does something for several items at once. */
export type TogetherWork<T> = (wishes: ReadonlyArray<Wish<T>>) => Promise<Outcome[]>;

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
