import type { Connection } from '../../../../credentials/shared/connection';
import type { Reply } from './http';
import type { RequestContext } from './context';
import type { CallError } from '../call';
import { refreshToken } from './tokenServer';

/** One OAuth2 connection, while requests use it. */
interface RefreshState {
	readonly id: string;
	/** Requests and renewals that use it now. */
	users: number;
	/** The renewal under way: it ends with the reason when there is no new token. */
	refreshing?: Promise<CallError | undefined>;
	/** Counts the tokens: 0 is the one that was there first. */
	token: number;
	/** The latest token with which the portal let anybody in. */
	acceptedToken: number;
}

/** By the credential's ID: all runs, nodes and executions of the process share it. */
const states = new Map<string, RefreshState>();

/** Runs in which the portal refused a token that was brand new: another one would not help. Each run has its own object. */
const refusedForGood = new WeakSet<Connection>();

/** Renewals that one request may wait for: the second is for a token that ends just then. */
const MAX_REFRESHES = 2;

/**
 * Sends a request so that an expired OAuth2 token is renewed once, however many requests meet it at the same time.
 *
 * n8n would renew a token when it sees a 401: n8n 1 for each request by itself, though Bitrix24 takes a refresh token once,
 * and either of them as often as requests come back with a 401. So requests travel with n8n's renewal switched off. Those
 * that come back with a 401, which the portal has not carried out, wait for one renewal together and go again. When it
 * fails, that is the outcome of all who waited. A 401 that a new token does not change is the portal's last word for the run.
 *
 * @param send sends it, once
 * @returns the last reply; or why there is no token
 */
export async function withTokenRefresh(line: RequestContext, send: () => Promise<Reply>): Promise<Reply> {
	const { credentialType } = line.connection;
	if (credentialType !== 'bitrix24MailOAuth2Api') return await send();

	const id = line.n8n.getNode().credentials?.[credentialType]?.id ?? '';
	const account = states.get(id) ?? { id, users: 0, token: 0, acceptedToken: 0 };
	states.set(id, account);
	return await using(account, async () => await sendAndRefresh(line, account, send));
}

/** Keeps the account as long as something uses it: a renewal goes on when the run that began it was stopped. */
async function using<T>(account: RefreshState, work: () => Promise<T>): Promise<T> {
	account.users++;
	try {
		return await work();
	} finally {
		account.users--;
		if (account.users === 0) states.delete(account.id);
	}
}

async function sendAndRefresh(
	line: RequestContext,
	account: RefreshState,
	send: () => Promise<Reply>,
): Promise<Reply> {
	const { connection, cancellation } = line;
	let refused: Reply | undefined;
	for (let renewals = 0; ; renewals++) {
		// A token that is being renewed is not worth a request.
		const error = account.refreshing && (await cancellation.orCancelled(account.refreshing));
		if (error) return { error };

		const { token } = account;
		// A repeat counts like any other: without one left, the 401 stands.
		if (refused && !line.memory.budget.take()) return refused;
		const reply = await send();
		if (!isTokenRefused(reply)) {
			if ('answer' in reply) account.acceptedToken = Math.max(account.acceptedToken, token);
			return reply;
		}
		const isNew = renewals > 0 && account.acceptedToken < token;
		if (isNew || renewals === MAX_REFRESHES) refusedForGood.add(connection);
		if (refusedForGood.has(connection)) return reply;
		refused = reply;

		if (account.refreshing || account.token !== token) continue;
		const answered = await cancellation.orCancelled(refresh(line, account, send));
		if (answered) return answered;
	}
}

/**
 * Renews the token for all who wait for `account.renewal`.
 *
 * @returns the reply to the request, when a token that another process of n8n has renewed meanwhile did it
 */
async function refresh(
	line: RequestContext,
	account: RefreshState,
	send: () => Promise<Reply>,
): Promise<Reply | undefined> {
	let answered: Reply | undefined;
	const renewal = async () => {
		const again = line.memory.budget.take() ? await send() : undefined;
		if (!again || isTokenRefused(again)) return await refreshToken(line);
		answered = again;
		return undefined;
	};
	try {
		account.refreshing = using(account, renewal);
		const error = await account.refreshing;
		if (error) return { error };
		account.token++;
		return answered;
	} finally {
		account.refreshing = undefined;
	}
}

/** Any 401, as n8n has it. */
const isTokenRefused = (reply: Reply) => 'answer' in reply && reply.answer.status === 401;
