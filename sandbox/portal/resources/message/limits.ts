import { wallTime } from '../../time';
import { addressOf, sameAddress } from './addresses';
import type { MessageCall } from './types';

type Recipients = Record<'to' | 'cc' | 'bcc', string[]>;

/**
 * Refuses what has too many recipients; with a sender, what is too many for this day or month.
 *
 * @param sender the bare address
 * @param fail throws with a text
 */
export function refuseOverLimits(
	call: MessageCall,
	{ to, cc, bcc }: Recipients,
	fail: (text: string) => never,
	sender?: string,
): void {
	const { recipientsPerField: each, recipientLimit: most, ...limits } = call.store.settings;
	const count = to.length + cc.length + bcc.length;
	if (sender === undefined) {
		if ([to, cc, bcc].some((list) => list.length > each)) {
			fail(`Tariff restriction: each of to, cc, bcc must contain at most ${each} recipient(s).`);
		}
		if (count > most) {
			fail(`Total number of recipients (to + cc + bcc) is ${count}, must not exceed ${most}.`);
		}
		return;
	}
	if (sentIn(call, 'day', sender) + count > limits.dailyLimit) fail('Daily sender email limit reached.');
	if (sentIn(call, 'day') + count > limits.portalDailyLimit) fail('Daily portal mail limit reached.');
	if (sentIn(call, 'month') + count > limits.portalMonthlyLimit) fail('Monthly portal mail limit reached.');
}

/**
 * How many recipients had mail in this day or month of the server's clock.
 *
 * @param sender whose mail counts; everybody's when left out
 */
function sentIn({ store, now, zone }: MessageCall, span: 'day' | 'month', sender?: string): number {
	const spanOf = (instant: number) => wallTime(instant, zone).slice(0, span === 'day' ? 10 : 7);
	return store.outbox
		.filter(({ sentAt }) => spanOf(sentAt) === spanOf(now()))
		.filter(({ from }) => sender === undefined || sameAddress(addressOf(from), sender))
		.reduce((sum, { to, cc, bcc }) => sum + to.length + cc.length + bcc.length, 0);
}
