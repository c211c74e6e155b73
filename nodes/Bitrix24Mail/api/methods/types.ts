/**
 * What `result` holds. v1: a list of records, one record, the new ID, `true`, or a list of names. REST 3.0
 * wraps what it gives: `{ item }` or `{ items }`; `{ success: true, … }` or `true` for what it has done; and
 * the records of a thread, bare or, in a batch of newer servers, as `{ result }`.
 */
export type ResultShape =
	'list' | 'record' | 'id' | 'done' | 'names' | 'item' | 'items' | 'success' | 'thread';

/** How a list comes in pages. */
export interface Paging {
	/** Records on one page at the most: Bitrix24 cuts longer pages without a word. */
	maxSize: number;
	/**
	 * How the last page is known. `shortPage`: it has fewer records than were asked for. `emptyPage`: it has
	 * none.
	 */
	endsAt: 'shortPage' | 'emptyPage';
	/** By which a record is known that shows twice, because others came while the list was read. */
	key?: string;
	/**
	 * Records that two pages have in common. When a page lacks them, records have left the list meanwhile, and
	 * those that moved up in their place would be missed.
	 */
	overlap?: number;
	/**
	 * The fields by which the list is ordered, the largest value first: records that were missed and found later
	 * are put in their place.
	 */
	newestBy?: readonly string[];
}

/**
 * What one has to know of a REST method to call it and to read its answer: one column for each difference.
 */
interface CommonSpec extends CallWords {
	/** 1: classic REST under `/rest/`. 3: REST 3.0 under `/rest/api/`. */
	version: 1 | 3;
	/** What its answer holds. */
	shape: ResultShape;
	/** It must not travel in a batch. */
	batch?: false;
	/** Its list comes in pages. */
	paging?: Paging;
	/** The code with which the method says “there are none” instead of answering with an empty list. */
	emptyCode?: string;
	/** Its records have dates by the portal’s clock: the outcome tells when the portal answered. */
	dated?: true;
	/** The parameter that names the record the call is about. */
	recordParam?: string;
	/** What the record is, as people call it: “mailbox”. */
	noun?: string;
	/**
	 * The list that names all records which the call can get: its method, their key in it, and the code for
	 * what is not on it.
	 */
	listedBy?: { method: string; key: string; missingCode: string };
}

/** How a call is named to people; `{NAME}` stands for the parameter of that name. */
export interface CallWords {
	/** What it does: follows “Could not”. */
	action: string;
	/** What it is about: “mail service 31”. */
	record?: string;
}

/** How a write is named to people when it is unclear whether it was carried out. */
export interface UnclearWords {
	/** Follows “It’s unclear whether”; `{record}` stands for what it is about. */
	whether: string;
	/** What to look at then, above all before it is run again: whole sentences. */
	ifUnclear: string;
}

/** What a write has done, for people: “3 created”. */
export type DoneWord = 'created' | 'updated' | 'deleted' | 'sent' | 'moved' | 'marked as spam' | 'removed';

/** A method that changes something in Bitrix24. */
interface WriteSpec extends UnclearWords {
	access: 'write';
	/** What it has done. */
	done: DoneWord;
	/**
	 * It takes an `Idempotency-Key`: a portal that knows the key of a request answers with its first answer,
	 * when n8n runs the node again (Retry On Fail). Bitrix24 says it of REST 3.0 as a whole and of no method, so
	 * the node itself sends nothing twice.
	 *
	 * @see https://apidocs.bitrix24.com/api-reference/rest-v3.html
	 */
	idempotent?: true;
}

/** A REST method that only reads, or one that writes. */
export type MethodSpec = CommonSpec & ({ access: 'read'; idempotent?: undefined } | WriteSpec);

/** The methods of one part of Bitrix24's REST API, by their full names. */
export type Methods = Record<string, MethodSpec>;
