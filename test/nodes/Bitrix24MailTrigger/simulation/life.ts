import type { IDataObject } from 'n8n-workflow';
import type { StoredMemory } from '../../../../nodes/Bitrix24MailTrigger/poll/memory';
import { pollOnce } from '../../../../nodes/Bitrix24MailTrigger/poll/pollers';
import { Judge } from './judge';
import { mailOf, type Mail } from './mail';
import { Killed, SimulatedN8n } from './n8n';
import { DAY, HOUR, MINUTE, type Plan } from './plan';
import { SimulatedPortal } from './portal';
import { randomOf, type Random } from './random';
import { SimulatedSource, type World } from './simulatedSource';
import { Verdict } from './verdict';

/** Where time begins: far from any turn of its own. */
const START = Date.UTC(2026, 0, 1);
/** After so long, n8n’s scheduler gives a poll up; the time that it tells the node is less. */
const GIVEN_UP_AFTER = 45_000;
const BUDGET = { classic: 300_000, scheduler: 36_000, durable: 36_000 };

let lives = 0;

/** One life of a trigger: a portal, n8n, and all that happens to both, in virtual time. */
export class Life {
	private readonly random: Random;
	private readonly mail: ReadonlyMap<number, Mail>;
	private readonly portal: SimulatedPortal;
	private readonly n8n: SimulatedN8n;
	private readonly judge: Judge;
	private readonly name = `life ${++lives}`;
	/** How often n8n has started, and which of its processes has the poll. */
	private starts = 0;
	private process = '';
	private time = START;
	private nextTick = START;
	private pollStarted = 0;
	private source: SimulatedSource;
	/** Nothing goes wrong any more, and no mail comes. */
	private isCalm = false;

	readonly figures = {
		messages: 0,
		announced: 0,
		polls: 0,
		requests: 0,
		faults: 0,
		kills: 0,
		repeatedAfterKill: 0,
		/** The largest memory, with how many messages were in its span then. */
		memoryBytes: 0,
		memoryMessages: 0,
	};

	/** @param plan what happens */
	constructor(private readonly plan: Plan) {
		this.random = randomOf(plan.seed);
		const mail = mailOf(plan, START, this.random);
		this.mail = new Map(mail.map((one) => [one.id, one]));
		this.judge = new Judge(plan);
		const change = START + (plan.days / 2) * DAY;
		const offsetAt = (time: number) => 2 * HOUR + (time < change ? 0 : plan.clockChangeMs);
		this.portal = new SimulatedPortal(mail, plan.dialect, offsetAt, (happening, one) =>
			this.judge.happened(happening, one, this.time),
		);
		this.source = new SimulatedSource(this.world());
		this.n8n = new SimulatedN8n(plan.saving, async (staticData) => await this.poll(staticData), {
			started: (messages) => this.started(messages),
			failed: (error) => this.failed(error),
			diesHere: () => this.diesAfterStart(),
			isTooLate: () => this.time - this.pollStarted > GIVEN_UP_AFTER,
			saved: () => this.judge.saved(),
			loaded: () => this.judge.loaded(),
		});
	}

	/** What the clock shows. */
	get now(): number {
		return this.time;
	}

	/** Polls that should have looked through the list, and did not. */
	get incomplete(): number {
		return this.judge.incomplete;
	}

	/**
	 * Lives it.
	 *
	 * @throws Verdict when something is announced that must not be, or not announced that must be
	 */
	async run(): Promise<void> {
		this.figures.messages = this.mail.size;
		this.portal.advance(this.time);
		await this.begin(async () => await this.n8n.activate());
		const end = START + this.plan.days * DAY;
		const interruptions = this.interruptions(end);
		while (this.time < end) {
			const [next] = interruptions;
			if (next && this.nextTick >= next.from) {
				interruptions.shift();
				await next.happens();
			} else await this.tick();
		}
		await this.calmDown();
		this.judge.end();
	}

	/** What keeps n8n from polling, in its order. */
	private interruptions(end: number): Array<{ from: number; happens: () => Promise<void> }> {
		const some = (count: number, happens: (from: number) => Promise<void>) =>
			Array.from({ length: count }, () => {
				const from = this.random.between(START + DAY, end - DAY);
				return { from, happens: async () => await happens(from) };
			});
		return [
			...some(this.plan.downtimes, async (from) => {
				this.goTo(from + this.random.next() ** 2 * 3 * DAY);
				await this.begin(async () => await this.n8n.restart());
			}),
			...some(this.plan.reactivations, async (from) => {
				this.goTo(from);
				await this.survive(async () => await this.n8n.activate());
			}),
		].sort((one, other) => one.from - other.from);
	}

	/** Polls until all must have been announced. */
	private async calmDown(): Promise<void> {
		this.isCalm = true;
		const polls = 5 + (2 * HOUR) / this.plan.pollEveryMs;
		for (let count = 0; count < polls || this.judge.isBehind; count++) {
			if (count > polls + this.mail.size) throw new Verdict('wrong', 1, 'It never ends', { plan: this.plan });
			await this.tick();
		}
	}

	private goTo(time: number): void {
		this.time = Math.max(this.time, time);
		this.portal.advance(this.time);
	}

	private async tick(): Promise<void> {
		this.goTo(this.nextTick);
		this.nextTick = this.time + this.plan.pollEveryMs;
		await this.survive(async () => await this.n8n.tick());
	}

	/** n8n’s processes start. */
	private async begin(work: () => Promise<void>): Promise<void> {
		this.starts += 1;
		this.nextTick = this.time + this.plan.pollEveryMs;
		await this.survive(work);
	}

	/** When the process is killed, another one starts a little later. */
	private async survive(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			if (!(error instanceof Killed)) throw error;
			this.figures.kills += 1;
			this.goTo(this.time + this.random.between(0, 10 * MINUTE));
			await this.begin(async () => await this.n8n.restart());
		}
	}

	/** The trigger’s poll, as the node makes it. */
	private async poll(staticData: IDataObject): Promise<IDataObject[] | null> {
		const { plan } = this;
		const before = staticData.memory;
		const turn = before === undefined ? 0 : Math.floor(this.random.between(0, plan.processes));
		this.process = `${this.name}, start ${this.starts}, process ${turn}`;
		this.pollStarted = this.time;
		this.source = new SimulatedSource(this.world());
		this.figures.polls += 1;
		this.judge.begins(this.time, this.process);
		let wasTooLong = false;
		const polled = await pollOnce(this.process, staticData, this.source, {
			list: 'INBOX',
			lookBackMs: plan.lookBackMs,
			maxMessages: plan.maxMessages,
			includeBody: plan.includeBody,
			toItem: (raw) => raw,
			isTimeUp: () => (wasTooLong ||= this.time - this.pollStarted > BUDGET[plan.saving]),
		});
		if (!polled) throw new Verdict('wrong', 1, 'A poll did nothing, though none was at work', { plan });
		this.judge.ended(polled, { listed: this.source.listed, hasRead: this.source.hasRead, wasTooLong });
		this.measure(staticData, before);
		return polled.messages.length > 0 ? polled.messages : null;
	}

	private measure(staticData: IDataObject, before: unknown): void {
		const { memory } = staticData as { memory: StoredMemory };
		if (memory === before || memory.seen.length <= this.figures.memoryBytes) return;
		this.figures.memoryBytes = JSON.stringify(staticData).length;
		const since = memory.horizon - 27 * HOUR;
		this.figures.memoryMessages = [...this.mail.values()].filter(
			({ date, storedAt }) => date >= since && storedAt <= this.time,
		).length;
	}

	private started(messages: IDataObject[]): void {
		const announced = messages.map(({ id }) => this.mail.get(id as number)!);
		this.figures.announced += announced.length;
		this.figures.repeatedAfterKill += this.judge.announced(announced, this.time);
	}

	private failed(error: Error): void {
		if (error instanceof Verdict || this.source.faults === 0) throw error;
		this.figures.faults += this.source.faults;
	}

	private diesAfterStart(): boolean {
		if (this.isCalm || !this.random.chance(this.plan.kills)) return false;
		this.judge.diedAfterStart();
		return true;
	}

	private world(): World {
		return {
			plan: this.plan,
			random: this.random,
			portal: this.portal,
			mailOf: (id) => this.mail.get(id)!,
			now: () => this.time,
			pass: async (milliseconds) => await this.pass(milliseconds),
			isCalm: () => this.isCalm,
			hidden: (mail) => this.judge.hidden(mail, this.time),
		};
	}

	/** A request takes its time. In the same process, the next poll may come due meanwhile. */
	private async pass(milliseconds: number): Promise<void> {
		this.figures.requests += 1;
		this.goTo(this.time + milliseconds);
		while (this.nextTick <= this.time) {
			this.nextTick += this.plan.pollEveryMs;
			const staticData = {};
			const polled = await pollOnce(this.process, staticData, this.source, {} as never);
			if (polled || 'memory' in staticData) {
				throw new Verdict('wrong', 1, 'Two polls were at work at a time', { plan: this.plan });
			}
		}
	}
}
