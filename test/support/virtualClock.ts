import { replaceClocks } from './virtualTime';

/** Time that passes only when all wait: whoever has to wait the least goes on. */
export class VirtualClock {
	private passed = 1_000_000_000;
	private ahead = 0;
	private sleepers: Array<{ until: number; wake: () => void }> = [];

	/** What the clock shows, in milliseconds. */
	get now(): number {
		return this.passed + this.ahead;
	}

	/** What has gone by, in milliseconds, however often the clock was set. */
	get elapsed(): number {
		return this.passed;
	}

	/** Makes it the clock of the test: what `Date.now()` and `performance.now()` show. */
	use(): void {
		replaceClocks(
			() => this.now,
			() => this.now,
		);
	}

	/** Sets it forward or, by a negative number, back; those who sleep do not notice. */
	set(milliseconds: number): void {
		this.ahead += milliseconds;
	}

	async wait(milliseconds: number): Promise<void> {
		await new Promise<void>((wake) => this.sleepers.push({ until: this.passed + milliseconds, wake }));
	}

	/**
	 * Lets time pass.
	 *
	 * @param end in terms of `elapsed`: those who sleep longer never wake up
	 */
	async runUntil(end: number): Promise<void> {
		for (;;) {
			// Everything that promises alone have to say happens before.
			await new Promise((resolve) => setImmediate(resolve));
			const [next] = this.sleepers.sort((one, other) => one.until - other.until);
			if (next === undefined || next.until > end) break;
			this.sleepers.shift();
			this.passed = next.until;
			next.wake();
		}
		this.sleepers = [];
		if (Number.isFinite(end)) this.passed = end;
	}
}
