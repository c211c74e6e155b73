import type { IncomingMessage } from 'node:http';
import { parseQuery } from './php';
import type { RecordedRequest, SignedBy } from '../types';

/** What a path says: which interface, which method, and the webhook if there is one. */
export interface Route {
	version: RecordedRequest['version'];
	restMethod: string;
	webhook?: { userId: number; code: string };
}

const WEBHOOK_AND_METHOD = String.raw`(?:(?<user>\d+)/(?<code>[^/]+)(?:/|$))?(?<method>[^/]*)/?$`;
const ROUTES: Array<[RecordedRequest['version'], RegExp]> = [
	['v3', new RegExp(`^/rest/api/${WEBHOOK_AND_METHOD}`)],
	['v1', new RegExp(`^/rest/${WEBHOOK_AND_METHOD}`)],
	['oauth', /^\/(?<method>oauth\/(?:authorize|token))\/?$/],
];

/** @param path without the portal's prefix and without query */
export function routeOf(path: string): Route {
	for (const [version, pattern] of ROUTES) {
		const groups = pattern.exec(path)?.groups;
		if (groups === undefined) continue;
		const { user, code, method = '' } = groups;
		// REST 3.0 has no suffixes: there, ".json" is part of a method that does not exist
		const restMethod = (version === 'v1' ? method.replace(/\.json$/i, '') : method).toLowerCase();
		const webhook = user === undefined || code === undefined ? undefined : { userId: Number(user), code };
		return { version, restMethod, webhook };
	}
	return { version: 'other', restMethod: '' };
}

/**
 * Reads a request's body. What is over the limit is read, too, and thrown away: a caller that is still sending would
 * not see the answer.
 *
 * @param limit bytes
 * @throws when the caller leaves before the end
 */
export async function readBody(
	message: IncomingMessage,
	limit = Number.POSITIVE_INFINITY,
): Promise<{ rawBody: string; tooLarge: boolean }> {
	let chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of message as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= limit) chunks.push(chunk);
		else chunks = [];
	}
	return { rawBody: Buffer.concat(chunks).toString('utf8'), tooLarge: size > limit };
}

/** Whether the body came as JSON, by its content type. */
export function isJson({ headers }: Pick<RecordedRequest, 'headers'>): boolean {
	return /^application\/json\b/i.test(headers['content-type'] ?? '');
}

/** A body as its content type says; `{}` for an empty one and for one that cannot be read. */
export function parseBody(rawBody: string, headers: RecordedRequest['headers']): unknown {
	if (rawBody === '') return {};
	if (isJson({ headers })) {
		try {
			return JSON.parse(rawBody) as unknown;
		} catch {
			return {};
		}
	}
	return /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')
		? parseQuery(rawBody)
		: {};
}

/** An access token, or the webhook, and where it stood. The header comes first, then the body, then the query. */
export function signature(
	{ webhook }: Route,
	{ headers, body, query }: Pick<RecordedRequest, 'headers' | 'body' | 'query'>,
): { signedBy: SignedBy | null; token?: string } {
	if (webhook !== undefined) return { signedBy: 'webhook' };
	const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
	if (bearer !== undefined) return { signedBy: 'bearer', token: bearer };
	const inBody = asParams(body).auth;
	if (typeof inBody === 'string') return { signedBy: 'body', token: inBody };
	return typeof query.auth === 'string' ? { signedBy: 'query', token: query.auth } : { signedBy: null };
}

/** A parsed body as parameters: an object, or none. */
export function asParams(body: unknown): Record<string, unknown> {
	const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
	return isObject ? (body as Record<string, unknown>) : {};
}
