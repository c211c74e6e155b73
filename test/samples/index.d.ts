import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

/** A call of a REST method. */
export interface SampleCall {
	/** Its full name. */
	method: string;
	/** What its body holds, as JSON. */
	params: IDataObject;
}

/** Calls of REST 3.0 that leave together in one request. */
export interface SampleBatch {
	batch: SampleCall[];
}

/** What a user sets, what then goes over the wire, and what comes out: one item against the stand-in portal's sample data. */
export interface SampleRun {
	/** As a person would set them in the panel, without `resource`, `operation` and `authentication`. No expressions. */
	parameters: INodeParameters;
	/** All requests of the run, in order. */
	calls: Array<SampleCall | SampleBatch>;
	/**
	 * The item that comes out, its fields in their order; or all of the items, where an operation makes several of one. The portal's address is
	 * `PORTAL`.
	 */
	result: IDataObject | IDataObject[];
}

/** Another run of the same operation: of what `parameters` leave out, or where something else comes of it. */
export interface Variant extends SampleRun {
	/** What is different: follows the operation's name. */
	title: string;
	/** The input item; an empty one when left out. */
	input?: INodeExecutionData;
}

/**
 * One operation of the node. The main run shows the whole output, in at least one item: the documentation and the end-to-end tests take it.
 * All main runs succeed one after the other in one portal, in the order of the table, each with its own result: what reads comes before what
 * changes, and no two change the same record.
 */
export interface Sample extends SampleRun {
	/** With expressions: the item that has the number `$json.n`, from 1, is about a record of its own, which is there. */
	perItem: INodeParameters;
	/** In place of `parameters`, where another choice shows better in the documentation's picture. */
	picture?: INodeParameters;
	/** With `parameters`, they set each parameter of the operation at least once. */
	variants?: Variant[];
}

/** A sample, and whose it is. */
export interface NamedSample {
	/** `mailService getAll`, for the names of tests. */
	name: string;
	resource: string;
	operation: string;
	sample: Sample;
}

/** By the values of resource and operation, in an order in which they can be run one after the other in one portal. */
export const SAMPLES: Readonly<Record<string, Readonly<Record<string, Sample>>>>;

/** The same as a list. */
export const EVERY_SAMPLE: readonly NamedSample[];

/** The address that stands for the portal in samples. */
export const PORTAL: string;

/**
 * The items that come out of a run.
 *
 * @param portalUrl the address of the portal that it runs against
 */
export function itemsOf(run: SampleRun, portalUrl: string): IDataObject[];

/** The calls of a run, those of batches one by one. */
export function callsIn(run: Pick<SampleRun, 'calls'>): SampleCall[];

/** @throws {Error} naming the operation when there is no sample of it */
export function sampleOf(resource: string, operation: string): Sample;

/**
 * The parameters of a node, but for `authentication`.
 *
 * @param which which ones of the sample; `parameters` when left out, or when it has none of those
 * @throws {Error} naming the operation when there is no sample of it
 */
export function parametersOf(
	resource: string,
	operation: string,
	which?: 'parameters' | 'perItem' | 'picture',
): INodeParameters;
