import type { Connection } from '../../../../credentials/shared/connection';
import type { Reply } from './http';
import type { Line } from './context';
import type { Refusal } from '../call';
import { renewToken } from './tokenServer';

/** One OAuth2 connection, while requests use it. */
interface Account {
	readonly id: string;
	/** Requests and renewals that use it now. */
	users: number;
	/** The renewal under way: it ends with the reason when there is no new token. */
	renewal?: Promise<Refusal | undefined>;
	/** Counts the tokens: 0 is the one that was there first. */
	token: number;
	/** The latest token with which the portal let anybody in. */
	accepted: number;
}

/** By the credential's ID: all runs, nodes and executions of the process share it. */
const accounts = new Map<string, Account>();

/** Runs in which the portal refused a token that was brand new: another one would not help. Each run has its own object. */
const refusedForGood = new WeakSet<Connection>();

/** Renewals that one request may wait for: the second is for a token that ends just then. */
const MOST_RENEWALS = 2;

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
export async function withLiveToken(line: Line, send: () => Promise<Reply>): Promise<Reply> {
	const { credentialType } = line.connection;
	if (credentialType !== 'bitrix24MailOAuth2Api') return await send();

	const id = line.sender.getNode().credentials?.[credentialType]?.id ?? '';
	const account = accounts.get(id) ?? { id, users: 0, token: 0, accepted: 0 };
	accounts.set(id, account);
	return await using(account, async () => await sendAndRenew(line, account, send));
}

/** Keeps the account as long as something uses it: a renewal goes on when the run that began it was stopped. */
async function using<T>(account: Account, work: () => Promise<T>): Promise<T> {
	account.users++;
	try {
		return await work();
	} finally {
		account.users--;
		if (account.users === 0) accounts.delete(account.id);
	}
}

async function sendAndRenew(line: Line, account: Account, send: () => Promise<Reply>): Promise<Reply> {
	const { connection, halt } = line;
	let refused: Reply | undefined;
	for (let renewals = 0; ; renewals++) {
		// A token that is being renewed is not worth a request.
		const refusal = account.renewal && (await halt.unlessStopped(account.renewal));
		if (refusal) return { refusal };

		const { token } = account;
		// A repeat counts like any other: without one left, the 401 stands.
		if (refused && !line.memory.budget.take()) return refused;
		const reply = await send();
		if (!isTokenRefused(reply)) {
			if ('answer' in reply) account.accepted = Math.max(account.accepted, token);
			return reply;
		}
		const isNew = renewals > 0 && account.accepted < token;
		if (isNew || renewals === MOST_RENEWALS) refusedForGood.add(connection);
		if (refusedForGood.has(connection)) return reply;
		refused = reply;

		if (account.renewal || account.token !== token) continue;
		const answered = await halt.unlessStopped(renew(line, account, send));
		if (answered) return answered;
	}
}

/**
 * Renews the token for all who wait for `account.renewal`.
 *
 * @returns the reply to the request, when a token that another process of n8n has renewed meanwhile did it
 */
async function renew(line: Line, account: Account, send: () => Promise<Reply>): Promise<Reply | undefined> {
	let answered: Reply | undefined;
	const renewal = async () => {
		const again = line.memory.budget.take() ? await send() : undefined;
		if (!again || isTokenRefused(again)) return await renewToken(line);
		answered = again;
		return undefined;
	};
	try {
		account.renewal = using(account, renewal);
		const refusal = await account.renewal;
		if (refusal) return { refusal };
		account.token++;
		return answered;
	} finally {
		account.renewal = undefined;
	}
}

/** Any 401, as n8n has it. */
const isTokenRefused = (reply: Reply) => 'answer' in reply && reply.answer.status === 401;
