import { specOf, type MethodName, type MethodSpec } from './methods';

/** The parameters of a call: what goes into its body. */
export type CallParams = Readonly<Record<string, unknown>>;

/** One call of a REST method. */
export interface Call {
	readonly method: MethodName;
	readonly params: CallParams;
	/** What one has to know of the method: looked up once. */
	readonly spec: MethodSpec;
	/** By which the portal knows a call that is sent again; only of a method that takes one. */
	readonly idempotencyKey?: string;
	/** Whether whoever made the call goes on after this error: it does not end the run. */
	readonly canFail?: (error: CallError) => boolean;
	/** Its own outcome has to be known: it is found within a rejected batch, whatever the run’s retry budget. */
	readonly mustSettle?: boolean;
}

/** What differs for one call. */
export type CallExtras = Pick<Call, 'idempotencyKey' | 'canFail' | 'mustSettle'>;

/**
 * A call of a REST method.
 *
 * @param extras `idempotencyKey` is the same for the same call, and for no other
 */
export function callOf(method: MethodName, params: CallParams = {}, extras: CallExtras = {}): Call {
	return { method, params, spec: specOf(method), ...extras };
}

/** One write among several calls makes the whole a write. */
export function accessOf(calls: readonly Call[]): 'read' | 'write' {
	return calls.every(({ spec }) => spec.access === 'read') ? 'read' : 'write';
}

/** Why a call has no result. Plain data: it never held a request, and so no secret. */
export interface CallError {
	/**
	 * Bitrix24's code, as it came; or one of {@link LOCAL_CODES} when what came was no answer of its REST API.
	 */
	readonly code: string;
	/** Bitrix24's own words, in the portal's language; empty when there were none. */
	readonly text: string;
	/** HTTP status, when there was an answer. */
	readonly status?: number;
	/** When the portal will take such calls again, as people write it, where that is known. */
	readonly endsAt?: string;
	/** The call itself was not sent: an earlier one of the run had met this, and it concerns both. */
	readonly unsent?: true;
	/** Not Bitrix24's answer to this call: it follows from a list of the records that there are. */
	readonly inferred?: true;
	/** Which fields REST 3.0 did not like. */
	readonly validation?: ReadonlyArray<{ field: string; message: string }>;
}

/** What became of a call. */
export type Outcome = Done | Failed;

/** A call that has a result. */
export interface Done {
	readonly ok: true;
	readonly payload: unknown;
	/**
	 * When the portal answered, as it writes it, with its offset: `2026-05-25T10:00:00+03:00`. Only of a method
	 * whose records have dates.
	 */
	readonly answeredAt?: string;
}

/** A call that has no result. */
export interface Failed {
	readonly ok: false;
	readonly error: CallError;
	/** The method that was refused, where an operation calls several. */
	readonly method?: MethodName;
}

/**
 * Codes of our own, for what no code of Bitrix24 describes. In lower case with dashes: Bitrix24 has none
 * such.
 */
export const LOCAL_CODES = {
	htmlPage: 'html-page',
	notAnAnswer: 'not-an-answer',
	redirect: 'redirect',
	/** The connection could not be made: nothing was sent. */
	noConnection: 'no-connection',
	/** The connection ended before the answer was whole, or it is not known whether it was made. */
	brokenConnection: 'broken-connection',
	timeout: 'timeout',
	certificate: 'certificate',
	unknownHost: 'unknown-host',
	/** The execution was stopped while the request was under way. */
	cancelled: 'cancelled',
	/** The execution was stopped before the request was sent. */
	stopped: 'stopped',
	notSent: 'not-sent',
	/** Another item ends the run, so this one's call was not sent either. */
	withheld: 'withheld',
	badCredential: 'bad-credential',
	/** An OAuth2 credential without an account. */
	notConnected: 'not-connected',
	/**
	 * Of a batch that was refused for one of its calls; whose is not known. `text` quotes what Bitrix24
	 * answered.
	 */
	batchRejected: 'batch-rejected',
	/** Another execution is at work on the same record, for longer than this one may wait. */
	busy: 'busy',
	/** Without a new access token, nothing was carried out: the portal had refused the old one. */
	tokenServerTimeout: 'token-server-timeout',
	tokenServerUnavailable: 'token-server-unavailable',
	/** The token server answered, but not with a token nor an error of OAuth 2.0. */
	noToken: 'no-token',
	/** The proxy that the user named could read the secret: nothing was sent. */
	unsafeProxy: 'unsafe-proxy',
	/** Rejected for the request limit within a batch, in which a later call has written the same record. */
	overtaken: 'overtaken',
	/** A bug of this node. */
	internal: 'internal-error',
	/** The mailbox of a message has no sender that the credential’s user may use. */
	noSender: 'no-sender',
	/** Of several messages in a request, Bitrix24 has moved some. */
	partlyMoved: 'partly-moved',
	/** Several records have the name by which one is to be found. */
	ambiguousName: 'ambiguous-name',
} as const;

/** The outcome of calls that are not sent because another item ends the run. */
export const WITHHELD: Outcome = { ok: false, error: { code: LOCAL_CODES.withheld, text: '' } };

/** Why a call has no result; nothing when it has one. */
export const errorOf = (outcome: Outcome): CallError | undefined => (outcome.ok ? undefined : outcome.error);

/** With Stop Workflow: whether the item of a call is bound to fail. */
export function endsRun({ canFail }: Call, outcome: Outcome): boolean {
	const error = errorOf(outcome);
	return error !== undefined && canFail?.(error) !== true;
}

/** Whether a call was not sent because another one ends the run: its error is the one to tell of. */
export const isWithheld = (outcome: Outcome): boolean => errorOf(outcome)?.code === LOCAL_CODES.withheld;
