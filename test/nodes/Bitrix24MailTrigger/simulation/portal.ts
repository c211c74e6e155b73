import type { ListedMessage } from '../../../../nodes/Bitrix24MailTrigger/poll/mailSource';
import type { Mail } from './mail';
import { HOUR, MINUTE, type Dialect } from './plan';

/** What happens to a message in the list. */
type Happening = 'placed' | 'stored' | 'left' | 'returned';

interface Event {
	readonly at: number;
	readonly mail: Mail;
	readonly happening: Happening;
}

/** A message with what the portal’s database has for its date: the wall clock, without a time zone. */
interface Place {
	readonly mail: Mail;
	readonly wall: number;
	/** As it was given out the last time. */
	row?: ListedMessage;
}

/** Bitrix24’s list of messages, as one of its versions gives it out. */
export class SimulatedPortal {
	/** What is in the list, newest first. */
	private readonly places: Place[] = [];
	private readonly events: Event[];
	private happened = 0;

	/**
	 * @param offsetAt how far the portal’s clock is ahead of UTC at some time, in milliseconds
	 * @param onHappening told of everything that comes to be seen, or is seen no more
	 */
	constructor(
		mail: readonly Mail[],
		private readonly dialect: Dialect,
		private readonly offsetAt: (time: number) => number,
		private readonly onHappening: (happening: Exclude<Happening, 'placed'>, mail: Mail) => void,
	) {
		this.events = mail.flatMap((one) => eventsOf(one)).sort((one, other) => one.at - other.at);
	}

	/** Lets happen what happens until then. */
	advance(time: number): void {
		for (let event; (event = this.events[this.happened]) && event.at <= time; this.happened++) {
			const { mail, happening } = event;
			// New servers leave out what is not stored; on old ones it takes a place.
			const appears = this.dialect.version === 'S1' ? 'placed' : 'stored';
			if (happening === appears || happening === 'returned')
				this.places.splice(this.indexOf(mail), 0, this.placeOf(mail));
			if (happening === 'left') this.places.splice(this.indexOf(mail), 1);
			if (happening !== 'placed') this.onHappening(happening, mail);
		}
	}

	/**
	 * A page of the list, as the trigger gets to see it: with instants where the portal has dates.
	 *
	 * @param since as the trigger means it; what is sent is an hour earlier, at a whole minute
	 */
	page(since: number | undefined, offset: number, limit: number, now: number): ListedMessage[] {
		const end = since === undefined ? this.places.length : this.countSince(this.boundOf(since, now));
		return this.places
			.slice(offset, Math.min(offset + limit, end))
			.filter(({ mail }) => mail.storedAt <= now)
			.map((place) => this.rowOf(place, now));
	}

	/** Whether a message can be read. */
	has(mail: Mail): boolean {
		return this.places[this.indexOf(mail)]?.mail === mail;
	}

	/** The oldest version takes the wall clock of what it is sent, the newest the instant. */
	private boundOf(since: number, now: number): number {
		const sent = Math.floor((since - HOUR) / MINUTE) * MINUTE;
		return sent + this.offsetAt(this.dialect.version === 'S1' ? now : sent);
	}

	private rowOf(place: Place, now: number): ListedMessage {
		const { mail, wall } = place;
		const instant = this.dialect.hasOffsets ? mail.date : wall - this.offsetAt(now);
		if (place.row?.instant === instant) return place.row;
		return (place.row = { id: mail.id, instant, raw: { id: mail.id } });
	}

	private placeOf(mail: Mail): Place {
		return { mail, wall: mail.date + this.offsetAt(mail.date) };
	}

	/** Where it is, or would be. */
	private indexOf(mail: Mail): number {
		const { wall } = this.placeOf(mail);
		return this.firstWhere((place) => place.wall < wall || (place.wall === wall && place.mail.id <= mail.id));
	}

	private countSince(bound: number): number {
		return this.firstWhere(({ wall }) => wall < bound);
	}

	private firstWhere(isBehind: (place: Place) => boolean): number {
		let [low, high] = [0, this.places.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (isBehind(this.places[middle]!)) high = middle;
			else low = middle + 1;
		}
		return low;
	}
}

function eventsOf(mail: Mail): Event[] {
	const events: Array<[number, Happening]> = [
		[mail.placedAt, 'placed'],
		[mail.storedAt, 'stored'],
		[mail.leavesAt, 'left'],
		[mail.returnsAt, 'returned'],
	];
	return events.filter(([at]) => at < Infinity).map(([at, happening]) => ({ at, mail, happening }));
}
