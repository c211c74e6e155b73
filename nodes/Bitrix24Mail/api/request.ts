import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../../credentials/shared/connection';
import { readRefusal } from './answer';
import { noteAccepted, noteRefused, takeRoom } from './budget';
import { post, type HttpOptions, type Reply, type Sender } from './http';
import { OWN_CODES, type Refusal } from './outcome';
import { isRateLimit, pauseBefore, retryRule } from './retryPolicy';

/** Everything that a request needs besides its content. */
export interface Line {
	readonly sender: Sender;
	readonly connection: Connection;
	/** What the user set under the node's Options. */
	readonly options: HttpOptions;
	/** Whether the execution was stopped: nothing is sent any more then. */
	readonly isStopped: () => boolean;
	/** Waits some milliseconds, or until the execution is stopped. */
	readonly wait: (milliseconds: number) => Promise<void>;
	/** Hears of each pause that the portal's limit cost, in milliseconds. */
	readonly onLimited: (milliseconds: number) => void;
}

const STOPPED: Reply = { refusal: { code: OWN_CODES.stopped, text: '' } };

/**
 * Sends one request within the portal's limit, and again where the policy says so.
 *
 * @param access whether all that it asks for only reads
 * @returns the last answer or, where none came, why
 */
export async function request(
	line: Line,
	url: string,
	body: IDataObject | IDataObject[],
	access: 'read' | 'write',
): Promise<Reply> {
	const { portal, requestLimit } = line.connection;
	let firstSentAt: number | undefined;
	for (let retry = 1; ; retry++) {
		const waited = await takeRoom(portal, requestLimit, line.wait, line.isStopped);
		if (waited > 0) line.onLimited(waited);
		if (line.isStopped()) return STOPPED;

		const sentAt = Date.now();
		firstSentAt ??= sentAt;
		const reply = await post(line.sender, line.connection, url, body, line.options);
		const refusal = refusalOf(reply);
		if (!refusal) noteAccepted(portal, requestLimit);
		else if (isRateLimit(refusal)) noteRefused(portal, requestLimit, sentAt);

		const rule = refusal && retryRule(refusal, access);
		if (!rule || retry > rule.retries) return reply;
		const pause = pauseBefore(rule, retry, Math.random());
		if (Date.now() + pause - firstSentAt > rule.giveUpAfterMs) return reply;
		await line.wait(pause);
		if (isRateLimit(refusal)) line.onLimited(pause);
	}
}

/** Why a reply has no result for anyone; nothing when it has. */
export function refusalOf(reply: Reply): Refusal | undefined {
	return 'refusal' in reply ? reply.refusal : readRefusal(reply.answer);
}
