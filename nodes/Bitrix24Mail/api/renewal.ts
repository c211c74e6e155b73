import type { Reply } from './http';
import type { Line } from './line';

/** One OAuth2 connection, while requests use it. */
interface Connected {
	/** Requests that use it now. */
	users: number;
	/** Renewals that were begun. */
	renewals: number;
	/** The end of the last renewal. */
	renewed: Promise<unknown>;
}

/** By the credential's ID: all runs, nodes and executions of the process share it. */
const connections = new Map<string, Connected>();

/**
 * Sends a request so that an expired OAuth2 token is renewed once, however many requests meet it at the same time.
 *
 * n8n renews a token when it sees a 401. n8n 1 does so for each request by itself, and Bitrix24 takes a refresh token once:
 * of several renewals at a time all but one are refused, and may leave a dead token behind. So requests travel with
 * n8n's renewal switched off. Those that come back with a 401, which the portal has not carried out, go again: the first of
 * them alone, with the renewal switched on, and the others with the token that it has brought.
 *
 * @param send sends it, once; `mayRenew` switches n8n's renewal on
 * @returns the last reply
 */
export async function withLiveToken(
	{ sender, connection, halt }: Line,
	send: (mayRenew: boolean) => Promise<Reply>,
): Promise<Reply> {
	const { credentialType } = connection;
	if (credentialType !== 'bitrix24MailOAuth2Api') return await send(false);

	const id = sender.getNode().credentials?.[credentialType]?.id ?? '';
	const connected = connections.get(id) ?? { users: 0, renewals: 0, renewed: Promise.resolve() };
	connections.set(id, connected);
	connected.users++;
	try {
		// A token that is being renewed is not worth a request.
		await halt.unlessStopped(connected.renewed);
		const { renewals } = connected;
		const reply = await send(false);
		if (!isTokenRefused(reply)) return reply;

		if (connected.renewals !== renewals) {
			await halt.unlessStopped(connected.renewed);
			const again = await send(false);
			if (!isTokenRefused(again)) return again;
		}
		return (await halt.unlessStopped(renewing(connected, send))) ?? reply;
	} finally {
		connected.users--;
		if (connected.users === 0) connections.delete(id);
	}
}

/** One after the other: what comes second finds the token renewed. */
async function renewing(connected: Connected, send: (mayRenew: boolean) => Promise<Reply>): Promise<Reply> {
	const turn = connected.renewed.then(async () => await send(true));
	connected.renewals++;
	connected.renewed = turn.catch(() => {});
	return await turn;
}

/** Any 401, as n8n has it. */
const isTokenRefused = (reply: Reply) => 'answer' in reply && reply.answer.status === 401;
