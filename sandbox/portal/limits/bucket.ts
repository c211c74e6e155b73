import type { BucketSize } from '../types';

/**
 * The portal's limit of requests: one leaky bucket for each calling address (Bitrix24 REST: limits). A request that does
 * not fit in is refused and adds nothing.
 */
export class Buckets {
	private readonly levels = new Map<string, { level: number; at: number }>();

	/**
	 * @param size none: everything fits in
	 * @param now milliseconds
	 */
	constructor(
		private readonly size: BucketSize | undefined,
		private readonly now: () => number,
	) {}

	/** Takes one request of this address, and says whether it fitted in. */
	take(address: string): boolean {
		if (this.size === undefined) return true;
		const at = this.now();
		const before = this.levels.get(address) ?? { level: 0, at };
		const drained = ((at - before.at) / 1000) * this.size.drainPerSecond;
		const level = Math.max(0, before.level - drained);
		const fits = level + 1 <= this.size.brim;
		this.levels.set(address, { level: fits ? level + 1 : level, at });
		return fits;
	}

	empty(): void {
		this.levels.clear();
	}
}
