import { htmlAnswer, jsonAnswer, redirectAnswer, refusalAnswer, type Answer } from '../http/answer';
import { Refusal } from '../refusals';
import type { ApiVersion, RecordedRequest } from '../types';

/** Something that goes wrong on demand: which requests it strikes, when, and what happens then. */
export interface Fault {
	// ---- which requests; what is left out does not matter
	/** GET, POST, … */
	http?: string;
	/** The REST method; `batch` for a whole batch, `oauth/token` for the token endpoint. */
	method?: string | RegExp;
	version?: RecordedRequest['version'];
	when?: (request: RecordedRequest) => boolean;
	/**
	 * For refusals: true strikes single calls inside batches only, false only whole requests. Left out, a fault with a
	 * `method` strikes whichever comes next, and one without strikes whole requests.
	 */
	insideBatch?: boolean;
	/** How many matching ones pass first; 0 when left out. */
	skip?: number;
	/** How many it strikes; 1 when left out. */
	times?: number;

	// ---- when
	/** Before the call is executed (so it is not, unless the fault only delays), after it was, or in the middle of the answer. */
	at?: 'before' | 'after' | 'middle';

	// ---- what happens: something to wait for, and then one of the others; with nothing else, all goes on as usual
	/** Real time. */
	delayMs?: number;
	/** Whatever the test decides: no machine is too slow for that. */
	until?: Promise<unknown>;
	/** Refused with this code, which can be empty. */
	refusal?: string;
	/** The refusal's text, if not the usual one. */
	text?: string;
	/** The HTTP status, if not the usual one. */
	status?: number;
	/** The refusal's shape, if not the one of the path. */
	shape?: ApiVersion;
	/** A page instead of an answer, with status 200 unless `status` says otherwise; true for a closed portal's page. */
	html?: string | true;
	/** Any answer. */
	answer?: { status?: number; headers?: Record<string, string>; body: unknown };
	/** JSON that breaks off, in an otherwise whole answer. */
	malformed?: true;
	/** Sent elsewhere, with 302 unless `status` says otherwise. */
	redirect?: string;
	/** The connection is cut; with `at: 'middle'` after half of the answer, which is what `middle` always does. */
	disconnect?: true;
	/** No answer ever, until the caller leaves or the portal closes. */
	hang?: true;
}

export type RefuseOptions = Pick<Fault, 'method' | 'times' | 'text' | 'status' | 'shape' | 'insideBatch'>;

/** The faults that are waiting for their request. */
export class Faults {
	private waiting: Array<{ fault: Fault; toSkip: number; toStrike: number }> = [];
	/** How many requests and calls have been struck since the portal started. */
	struck = 0;

	add(fault: Fault): void {
		this.waiting.push({ fault, toSkip: fault.skip ?? 0, toStrike: fault.times ?? 1 });
	}

	clear(): void {
		this.waiting = [];
	}

	/** The fault that strikes this request, if any; the one added first. */
	strikeRequest(request: RecordedRequest): Fault | undefined {
		return this.strike(({ insideBatch }) => insideBatch !== true, request, request.restMethod);
	}

	/** The fault that strikes this call inside a batch, if any. */
	strikeCall(request: RecordedRequest, method: string): Fault | undefined {
		const canStrike = ({ insideBatch, method: wanted, refusal }: Fault) =>
			refusal !== undefined && (insideBatch ?? wanted !== undefined);
		return this.strike(canStrike, request, method);
	}

	private strike(
		canStrike: (fault: Fault) => boolean,
		request: RecordedRequest,
		method: string,
	): Fault | undefined {
		for (const entry of this.waiting) {
			if (entry.toStrike <= 0 || !canStrike(entry.fault) || !matches(entry.fault, request, method)) continue;
			if (entry.toSkip > 0) {
				entry.toSkip--;
				continue;
			}
			entry.toStrike--;
			this.struck++;
			return entry.fault;
		}
		return undefined;
	}
}

function matches(fault: Fault, request: RecordedRequest, method: string): boolean {
	if (fault.http !== undefined && fault.http !== request.method) return false;
	if (fault.version !== undefined && fault.version !== request.version) return false;
	if (typeof fault.method === 'string' && fault.method.toLowerCase() !== method) return false;
	if (fault.method instanceof RegExp && !fault.method.test(method)) return false;
	return fault.when?.(request) ?? true;
}

/** The refusal of a fault that has one. */
export function faultRefusal({ refusal = '', text, status, shape }: Fault): Refusal {
	return new Refusal(refusal, { text, status, shape });
}

/** The shape of refusals that belongs to a request's path. */
export function shapeOf({ version }: RecordedRequest): ApiVersion {
	return version === 'v3' ? 'v3' : 'v1';
}

/**
 * What a fault answers instead of the portal.
 *
 * @param answer what the portal had to say, when the call was executed
 * @returns undefined for a fault that only delays, or that cuts the connection
 */
export function faultAnswer(fault: Fault, request: RecordedRequest, answer?: Answer): Answer | undefined {
	if (fault.refusal !== undefined) {
		return refusalAnswer(faultRefusal(fault), shapeOf(request));
	}
	if (fault.html !== undefined) {
		const page = htmlAnswer(fault.status ?? 200, 'The portal is closed');
		return fault.html === true ? page : { ...page, text: fault.html };
	}
	if (fault.answer !== undefined) {
		return jsonAnswer(fault.answer.status ?? fault.status ?? 200, fault.answer.body, fault.answer.headers);
	}
	if (fault.malformed) {
		const whole = answer ?? jsonAnswer(200, { result: {} });
		return { ...whole, status: fault.status ?? whole.status, text: whole.text.slice(0, -2) };
	}
	return fault.redirect === undefined ? undefined : redirectAnswer(fault.status ?? 302, fault.redirect);
}
