import type { IDataObject } from 'n8n-workflow';
import type {
	ListedMessage,
	MailSource,
	ReadMessage,
} from '../../../../nodes/Bitrix24MailTrigger/poll/mailSource';
import { pollOnce, type Polled } from '../../../../nodes/Bitrix24MailTrigger/poll/pollers';
import type { PollOptions } from '../../../../nodes/Bitrix24MailTrigger/poll/poll';
import { replaceClocks } from '../../../support/virtualTime';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

let keys = 0;

/** A mailbox of few messages, and a trigger that polls it, in virtual time. */
export class Mailbox {
	now = Date.UTC(2026, 4, 25);
	/** By ID: when the mail server got them. */
	readonly messages = new Map<number, number | undefined>();
	/** Those of one’s own, those that are gone when they are to be read, and those that can’t be. */
	readonly own = new Set<number>();
	readonly gone = new Set<number>();
	readonly broken = new Set<number>();
	/** Thrown by the next request. */
	refusal?: Error;
	requests: string[] = [];
	staticData: IDataObject = {};
	options: PollOptions = {
		list: 'INBOX',
		lookBackMs: 48 * HOUR,
		maxMessages: 50,
		includeBody: true,
		toItem: (raw) => raw,
		isTimeUp: () => false,
	};
	private key = `key ${++keys}`;

	constructor() {
		replaceClocks(
			() => this.now,
			() => this.now,
		);
	}

	/** A message arrives. @param age how long ago the mail server got it, in milliseconds */
	arrives(id: number, age = 0): void {
		this.messages.set(id, this.now - age);
	}

	/** Some arrive at once. */
	arrive(from: number, to: number): void {
		for (let id = from; id <= to; id++) this.arrives(id, to - id);
	}

	/** One poll, some time after the one before. @returns the IDs that it announced */
	async poll(after = 5 * MINUTE): Promise<number[]> {
		return (await this.polled(after))!.messages.map(({ id }) => id as number);
	}

	async polled(after = 5 * MINUTE): Promise<Polled | undefined> {
		this.now += after;
		this.requests = [];
		return await pollOnce(this.key, this.staticData, this.source, this.options);
	}

	/** n8n starts again, with what it has stored. */
	restart(stored: IDataObject = this.staticData): void {
		this.key = `key ${++keys}`;
		this.staticData = JSON.parse(JSON.stringify(stored)) as IDataObject;
	}

	/** What n8n would store. */
	get memory(): IDataObject {
		return this.staticData.memory as IDataObject;
	}

	readonly source: MailSource = {
		time: () => this.now,
		page: async (since = 0, offset, limit) => {
			await this.request('list');
			return [...this.messages]
				.filter(([, instant = Infinity]) => instant >= since)
				.sort(([id, instant = 0], [otherId, other = 0]) => other - instant || otherId - id)
				.slice(offset, offset + limit)
				.map(([id, instant]): ListedMessage => ({ id, instant, raw: { id } }));
		},
		messages: async (listed) => {
			await this.request(`read ${listed.length}`);
			return listed.map(({ id, raw }): ReadMessage => {
				if (this.broken.has(id)) return { error: new Error(`Message ${id} can’t be read`) };
				return this.gone.has(id) ? 'gone' : { raw: { ...raw, body: 'Hello' } };
			});
		},
		filter: async () => {
			await this.request('filter');
			return ({ id }) => !this.own.has(id);
		},
	};

	private async request(what: string): Promise<void> {
		this.requests.push(what);
		await Promise.resolve();
		const { refusal } = this;
		this.refusal = undefined;
		if (refusal) throw refusal;
	}
}
