import { METHODS, type Portal } from '..';

/** An answer as a caller sees it. `body` is the parsed JSON, or the text when it is none. */
export interface Seen {
	status: number;
	headers: Headers;
	text: string;
	// the tests look into answers of every shape
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any;
}

/** Sends a request and reads all of the answer. Redirects are not followed. */
export async function send(url: string, init: RequestInit = {}): Promise<Seen> {
	const response = await fetch(url, { redirect: 'manual', ...init });
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** POSTs JSON. */
export async function post(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Seen> {
	return await send(url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...headers },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
}

/** POSTs a form. */
export async function postForm(
	url: string,
	body: string,
	headers: Record<string, string> = {},
): Promise<Seen> {
	const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
	return await send(url, { method: 'POST', headers: { ...type, ...headers }, body });
}

/** The address of a REST 3.0 method of a webhook. */
export function v3Url(webhookUrl: string, method: string): string {
	return webhookUrl.replace('/rest/', '/rest/api/') + method;
}

/** Calls a portal by a webhook: by REST 3.0 what v1 does not know, and `v3:…`; all others by v1. */
export function callerOf(portal: Portal, rights?: Parameters<Portal['webhook']>[0]) {
	const webhookUrl = portal.webhook(rights);
	return async (method: string, params?: unknown, headers?: Record<string, string>): Promise<Seen> => {
		const name = method.replace(/^v3:/, '');
		const isV3 = name !== method || METHODS.get(name.toLowerCase())?.versions.includes('v1') === false;
		return await post(isV3 ? v3Url(webhookUrl, name) : webhookUrl + name, params, headers);
	};
}

/** A clock that stands still until it is moved. */
export function standingClock(start = Date.UTC(2026, 0, 15)) {
	let time = start;
	return { now: () => time, pass: (seconds: number) => void (time += seconds * 1000) };
}
