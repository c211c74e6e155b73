import type { RecordedCall, RecordedRequest } from '../types';

/** What happened in the portal, for tests to count. */
export class Recorder {
	readonly requests: RecordedRequest[] = [];
	readonly calls: RecordedCall[] = [];
	private lastId = 0;

	/** @param keep how many of each to remember */
	constructor(private readonly keep = Number.POSITIVE_INFINITY) {}

	request(request: Omit<RecordedRequest, 'id'>): RecordedRequest {
		const recorded = { id: ++this.lastId, ...request };
		this.append(this.requests, recorded);
		return recorded;
	}

	call(call: RecordedCall): void {
		this.append(this.calls, call);
	}

	clear(): void {
		this.requests.length = 0;
		this.calls.length = 0;
	}

	private append<T>(list: T[], entry: T): void {
		list.push(entry);
		if (list.length > this.keep) list.shift();
	}
}
