import type { Mail } from './mail';
import { HOUR, type Plan } from './plan';

/**
 * From when on history may be announced: what was received before must not be, as the latest complete look was an hour
 * ago at the most. It goes back with the memory where n8n has not stored that: then nobody can tell history from what
 * came while n8n was not there.
 */
export class HistoryFloor {
	private now = -Infinity;
	private stored = -Infinity;
	/** For what the latest poll has announced: it went by what was known before. */
	beforePoll = -Infinity;

	constructor(private readonly plan: Plan) {}

	/**
	 * A poll has ended.
	 *
	 * @param began when it did
	 * @param waiting what was to be announced and was not, history included
	 * @param isComplete whether it could look through the list, where it was to
	 */
	pollEnded(began: number, waiting: Iterable<Mail>, isComplete: boolean): void {
		this.beforePoll = this.now;
		if (!isComplete) return;
		const { lookBackMs, pollEveryMs } = this.plan;
		let least = began - lookBackMs - 2 * HOUR - pollEveryMs;
		for (const { date } of waiting) if (date >= this.now) least = Math.min(least, date - 3 * HOUR);
		this.now = Math.max(this.now, least);
	}

	saved(): void {
		this.stored = this.now;
	}

	loaded(): void {
		this.now = this.stored;
	}
}
