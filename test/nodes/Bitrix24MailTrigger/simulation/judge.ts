import type { Polled } from '../../../../nodes/Bitrix24MailTrigger/poll/pollers';
import { HistoryFloor } from './historyFloor';
import type { Mail } from './mail';
import { HOUR, MINUTE, type Plan } from './plan';
import { Verdict } from './verdict';

/** What a poll has cost. */
export interface Effort {
	/** Requests to list messages. */
	readonly listed: number;
	/** Whether it has also read some. */
	readonly hasRead: boolean;
	/** Whether its time was up before it had ended. */
	readonly wasTooLong: boolean;
}

/** What the trigger must do, and must not: kept apart from how it does it. */
export class Judge {
	/** To be announced, and not yet announced. */
	private readonly open = new Set<Mail>();
	/** In the list before the first poll: not to be announced. */
	private before = new Set<Mail>();
	/** Was in the list before the first poll had ended: may have been seen by it. */
	private readonly early = new Set<Mail>();
	/** Loaded long after it was received. */
	private readonly history = new Set<Mail>();
	private readonly present = new Set<Mail>();
	private lastAnnounced: readonly Mail[] = [];
	private readonly floor: HistoryFloor;

	private hasBegun = false;
	private poll = { began: 0, process: '', hasNews: true };
	private hasNews = true;
	/** By process: when an idle poll looked through all. */
	private readonly lookedThroughAt = new Map<string, number>();
	/** Whether the latest poll has left messages for the next one. */
	isBehind = false;
	/** Polls that should have looked through the list, and did not. */
	incomplete = 0;

	constructor(private readonly plan: Plan) {
		this.floor = new HistoryFloor(plan);
	}

	/** Something came to be seen, or is seen no more. */
	happened(happening: 'stored' | 'left' | 'returned', mail: Mail, now: number): void {
		if (happening === 'left') {
			for (const set of [this.open, this.history, this.present]) set.delete(mail);
			// Whether the first poll saw it, nobody can tell.
			if (!this.hasBegun) this.before.delete(mail);
			return;
		}
		this.hasNews = true;
		this.present.add(mail);
		if (mail.isHistory && !mail.isOwn && mail.announcedAt.length === 0) this.history.add(mail);
		if (!this.hasBegun) this.early.add(mail);
		else if (mail.announcedAt.length === 0 && !this.early.has(mail) && this.isInTime(mail, now)) {
			this.open.add(mail);
		}
	}

	/** A message was not there for a moment: when it is back, it may be too late. */
	hidden(mail: Mail, now: number): void {
		if (!this.isInTime(mail, now)) this.open.delete(mail);
	}

	/** Whether a message that comes to be seen now is to be announced. */
	private isInTime(mail: Mail, now: number): boolean {
		// Without offsets, dates move by an hour with the portal’s clock, and the end of the look-back with them.
		const { clockChangeMs, dialect, lookBackMs } = this.plan;
		const margin = clockChangeMs !== 0 && !dialect.hasOffsets ? HOUR : 0;
		return !mail.isOwn && !mail.isHistory && mail.date >= now - lookBackMs + margin;
	}

	/** A poll begins. */
	begins(now: number, process: string): void {
		if (!this.hasBegun) this.before = new Set(this.present);
		this.poll = { began: now, process, hasNews: this.hasNews };
		this.hasNews = false;
	}

	/** A poll ended well. */
	ended(polled: Polled, effort: Effort): void {
		if (polled.beginsAnew) this.beganAnew(polled.beginsAnew);
		if (!this.isBehind) this.expectFewRequests(polled, effort);
		this.isBehind = polled.waiting > 0;
		if (!polled.isComplete && !effort.wasTooLong) this.incomplete += 1;
		const isComplete = polled.isComplete && !effort.wasTooLong;
		this.floor.pollEnded(this.poll.began, [...this.open, ...this.history], isComplete);
	}

	private beganAnew(reason: string): void {
		const isAgain = this.hasBegun;
		this.hasBegun = true;
		// n8n may end before it has stored the first poll: what has come since was there before then.
		if (reason !== 'first' || (isAgain && this.plan.saving !== 'durable')) {
			throw new Verdict('wrong', 1, 'It began anew', { reason, plan: this.plan });
		}
		if (!isAgain) return;
		for (const mail of this.present) this.early.add(mail);
		for (const set of [this.open, this.before]) set.clear();
	}

	/** A poll in which nothing came takes one request, but for the one of each hour that looks through all. */
	private expectFewRequests(polled: Polled, { listed, hasRead }: Effort): void {
		const { began, process, hasNews } = this.poll;
		const isIdle = !hasNews && !hasRead && this.open.size === 0 && polled.messages.length === 0;
		if (!isIdle || listed === 1) return;
		if (began - (this.lookedThroughAt.get(process) ?? -Infinity) < 49 * MINUTE) {
			throw new Verdict('wrong', 1, `An idle poll took ${listed} requests`, { began, plan: this.plan });
		}
		this.lookedThroughAt.set(process, began);
	}

	/**
	 * Messages were announced.
	 *
	 * @returns how many of them again, because n8n had ended before it had stored
	 */
	announced(mail: readonly Mail[], now: number): number {
		this.lastAnnounced = mail;
		let repeated = 0;
		for (const one of mail) {
			this.expectDue(one, now);
			if (one.announcedAt.length > 0) repeated += 1;
			one.announcedAt.push(now);
			one.mayRepeat = false;
			for (const set of [this.open, this.history]) set.delete(one);
		}
		this.expectOrder(mail);
		return repeated;
	}

	private expectDue(mail: Mail, now: number): void {
		const about = { ...mail, now, floor: this.floor.beforePoll, plan: this.plan };
		const wrong = (what: string) => new Verdict('wrong', 1, what, about);
		if (this.before.has(mail)) throw wrong('What was there before was announced');
		if (mail.isOwn) throw wrong('Own mail was announced');
		if (mail.isHistory && mail.date < this.floor.beforePoll) throw wrong('History was announced');
		if (mail.announcedAt.length > 0 && !mail.mayRepeat)
			throw new Verdict('doubled', 1, 'Announced twice', about);
	}

	private expectOrder(mail: readonly Mail[]): void {
		const { plan } = this;
		if (mail.length > plan.maxMessages)
			throw new Verdict('wrong', mail.length, 'Too many at a time', { plan });
		if (plan.clockChangeMs !== 0) return;
		const sorted = [...mail].sort((one, other) => one.date - other.date);
		if (sorted.every((one, index) => one.date === mail[index]!.date)) return;
		throw new Verdict('wrong', mail.length, 'Not oldest first', { plan });
	}

	/** n8n ended after it had started the workflow, and had not stored. */
	diedAfterStart(): void {
		for (const mail of this.lastAnnounced) mail.mayRepeat = true;
	}

	/** n8n has stored the memory. */
	saved(): void {
		this.floor.saved();
	}

	/** n8n has loaded the memory. */
	loaded(): void {
		this.floor.loaded();
	}

	/** @throws when something was not announced */
	end(): void {
		const [missed] = this.open;
		if (missed) throw new Verdict('lost', this.open.size, 'Missed', { ...missed, plan: this.plan });
	}
}
