import type { Connection } from '../../../../credentials/shared/connection';
import type { Reply } from '../response';
import type { RequestContext } from './context';
import type { CallError } from '../call';
import { refreshToken } from './tokenServer';

/** One OAuth2 connection, while requests use it. */
interface RefreshState {
	readonly id: string;
	/** Requests and token refreshes that use it now. */
	users: number;
	/** The refresh under way: it ends with the reason when there is no new token. */
	refreshing?: Promise<CallError | undefined>;
	/** Counts the tokens: 0 is the one that was there first. */
	token: number;
	/** The latest token with which the portal let anybody in. */
	acceptedToken: number;
}

/** By the credential's ID: all runs, nodes and executions of the process share it. */
const states = new Map<string, RefreshState>();

/**
 * Runs in which the portal refused a token that was brand new: another one would not help. Each run has its
 * own object.
 */
const refusedForGood = new WeakSet<Connection>();

/** Token refreshes that one request may wait for: the second is for a token that ends just then. */
const MAX_REFRESHES = 2;

/**
 * Sends a request so that an expired OAuth2 token is refreshed once, however many requests meet it at the
 * same time.
 *
 * n8n would refresh a token when it sees a 401: n8n 1 for each request by itself, though Bitrix24 takes a
 * refresh token once, and either of them as often as requests come back with a 401. So requests travel with
 * n8n's own refresh switched off. Those that come back with a 401, which the portal has not carried out, wait
 * for one refresh together and go again. When it fails, that is the outcome of all who waited. A 401 that a
 * new token does not change is the portal's last word for the run.
 *
 * @param send sends it, once
 * @returns the last reply; or why there is no token
 */
export async function withTokenRefresh(context: RequestContext, send: () => Promise<Reply>): Promise<Reply> {
	const { credentialType } = context.connection;
	if (credentialType !== 'bitrix24MailOAuth2Api') return await send();

	const id = context.n8n.getNode().credentials?.[credentialType]?.id ?? '';
	const state = states.get(id) ?? { id, users: 0, token: 0, acceptedToken: 0 };
	states.set(id, state);
	return await using(state, async () => await sendAndRefresh(context, state, send));
}

/**
 * Keeps the state as long as something uses it: a refresh goes on when the run that began it was cancelled.
 */
async function using<T>(state: RefreshState, work: () => Promise<T>): Promise<T> {
	state.users++;
	try {
		return await work();
	} finally {
		state.users--;
		if (state.users === 0) states.delete(state.id);
	}
}

async function sendAndRefresh(
	context: RequestContext,
	state: RefreshState,
	send: () => Promise<Reply>,
): Promise<Reply> {
	const { connection, cancellation } = context;
	let refused: Reply | undefined;
	for (let refreshes = 0; ; refreshes++) {
		// A token that is being refreshed is not worth a request.
		const error = state.refreshing && (await cancellation.orCancelled(state.refreshing));
		if (error) return { ok: false, error };

		const { token } = state;
		// A repeat counts like any other: without one left, the 401 stands.
		if (refused && !context.retryBudget.take()) return refused;
		const reply = await send();
		if (!isTokenRefused(reply)) {
			if (isAnswer(reply)) state.acceptedToken = Math.max(state.acceptedToken, token);
			return reply;
		}
		const isNew = refreshes > 0 && state.acceptedToken < token;
		if (isNew || refreshes === MAX_REFRESHES) refusedForGood.add(connection);
		if (refusedForGood.has(connection)) return reply;
		refused = reply;

		if (state.refreshing || state.token !== token) continue;
		const answered = await cancellation.orCancelled(refresh(context, state, send));
		if (answered) return answered;
	}
}

/**
 * Refreshes the token for all who wait for `state.refreshing`.
 *
 * @returns the reply to the request, when a token that another process of n8n has refreshed meanwhile did it
 */
async function refresh(
	context: RequestContext,
	state: RefreshState,
	send: () => Promise<Reply>,
): Promise<Reply | undefined> {
	let answered: Reply | undefined;
	const refreshing = async () => {
		const again = context.retryBudget.take() ? await send() : undefined;
		if (!again || isTokenRefused(again)) return await refreshToken(context);
		answered = again;
		return undefined;
	};
	try {
		state.refreshing = using(state, refreshing);
		const error = await state.refreshing;
		if (error) return { ok: false, error };
		state.token++;
		return answered;
	} finally {
		state.refreshing = undefined;
	}
}

/** Whether the portal answered, be it with an error. */
const isAnswer = (reply: Reply) => reply.ok || reply.error.status !== undefined;

/** Any 401, as n8n has it. */
const isTokenRefused = (reply: Reply) => (reply.ok ? reply.status : reply.error.status) === 401;
