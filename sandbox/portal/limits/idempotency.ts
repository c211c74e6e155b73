import type { Answer } from '../http/answer';
import { REST_3, Refusal } from '../refusals';

const KEPT_FOR_MS = 24 * 3600_000;

interface Kept {
	fingerprint: string;
	answer: Answer;
	until: number;
}

/**
 * Answers that are given again instead of changing data twice (Bitrix24 REST: REST 3.0, Idempotency-Key): the first good
 * one for a key is kept for 24 hours.
 */
export class IdempotencyKeys {
	private readonly kept = new Map<string, Kept>();

	/** @param now milliseconds */
	constructor(private readonly now: () => number) {}

	/**
	 * @param key the header as it was sent; without one the call is simply carried out
	 * @param caller whose key it is
	 * @param fingerprint what the call is: its method and body
	 * @throws Refusal for a malformed key, and for one that was used for another call; whatever `carryOut` throws
	 */
	once(key: string | undefined, caller: string, fingerprint: string, carryOut: () => Answer): Answer {
		if (key === undefined) return carryOut();
		if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw new Refusal(REST_3.invalidKey);
		const name = JSON.stringify([caller, key]);
		const before = this.kept.get(name);
		if (before !== undefined && before.until > this.now()) {
			if (before.fingerprint !== fingerprint) throw new Refusal(REST_3.keyReused);
			const { answer } = before;
			return { ...answer, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } };
		}
		const answer = carryOut();
		this.kept.set(name, { fingerprint, answer, until: this.now() + KEPT_FOR_MS });
		return answer;
	}
}
