import type { IDataObject } from 'n8n-workflow';
import type {
	ListedMessage,
	MailSource,
	ReadMessage,
} from '../../../../nodes/Bitrix24MailTrigger/poll/mailSource';
import type { Mail } from './mail';
import { Killed } from './n8n';
import { HOUR, type Plan } from './plan';
import type { SimulatedPortal } from './portal';
import type { Random } from './random';

/** The world in which requests are made. */
export interface World {
	readonly plan: Plan;
	readonly random: Random;
	readonly portal: SimulatedPortal;
	readonly mailOf: (id: number) => Mail;
	/** What the clock shows. */
	readonly now: () => number;
	/** Lets time pass, and happen what happens in it. */
	readonly pass: (milliseconds: number) => Promise<void>;
	/** Nothing goes wrong any more. */
	readonly isCalm: () => boolean;
	/** A message was not there for a moment. */
	readonly hidden: (mail: Mail) => void;
}

/** The trigger’s way to the portal in one poll: takes time, and fails now and then. */
export class SimulatedSource implements MailSource {
	listed = 0;
	hasRead = false;
	faults = 0;

	constructor(private readonly world: World) {}

	time(): number {
		return this.world.now();
	}

	async page(since: number | undefined, offset: number, limit: number): Promise<ListedMessage[]> {
		// The portal’s offset is not known before its first answer: more is asked for.
		const from = since === undefined || this.listed > 0 ? since : since - 27 * HOUR;
		this.listed += 1;
		await this.request();
		return this.world.portal.page(from, offset, limit, this.world.now());
	}

	async messages(listed: readonly ListedMessage[]): Promise<ReadMessage[]> {
		this.hasRead = true;
		await this.request();
		return listed.map(({ id, raw }) => this.read(this.world.mailOf(id), raw));
	}

	async filter(): Promise<(listed: ListedMessage) => boolean> {
		return await Promise.resolve(({ id }) => !this.world.mailOf(id).isOwn);
	}

	private read(mail: Mail, raw: IDataObject): ReadMessage {
		const { plan, portal, hidden } = this.world;
		if (this.happens(plan.unreadable)) {
			this.faults += 1;
			return { error: new Error('It can’t be read') };
		}
		const isHidden = this.happens(plan.hidden);
		if (isHidden) hidden(mail);
		return isHidden || !portal.has(mail) ? 'gone' : { raw };
	}

	private async request(): Promise<void> {
		const { plan, random, pass } = this.world;
		await pass(this.happens(0.002) ? random.between(10_000, 100_000) : random.between(100, 900));
		if (this.happens(plan.kills)) throw new Killed();
		if (!this.happens(plan.faults)) return;
		this.faults += 1;
		throw new Error('Refused, or broken');
	}

	private happens(probability: number): boolean {
		return !this.world.isCalm() && this.world.random.chance(probability);
	}
}
