import type { IHttpRequestOptions } from 'n8n-workflow';
import { parseAddress, refusal } from './portalAddress';
import { proxyRisk } from './proxyRisk';

/** An inbound webhook of Bitrix24, taken apart. `code` is the secret. */
export interface Webhook {
	/** `https://host[:port][/prefix]`, no slash at the end */
	portal: string;
	userId: string;
	code: string;
}

/** `{prefix}/rest/[api/]{userId}/{code}[/{method}][/]`: every shape in which a webhook's URL gets copied. */
const WEBHOOK_PATH =
	/^(?<prefix>(?:\/[^/]+)*?)\/rest\/(?:api\/)?(?<userId>[1-9]\d*)\/(?<code>[A-Za-z0-9_-]+)(?:\/[A-Za-z0-9._]*)?\/?$/;

const METHOD = /^[A-Za-z0-9._]+$/;

/** What n8n hands to `authenticate`: the HTTP Request node's older helper says `uri` instead of `url`. */
type SignableRequest = IHttpRequestOptions & { uri?: string };

/**
 * Takes a webhook's URL apart.
 *
 * @param text what the user pasted: with or without the last slash, with blanks around it, with a method at
 *   the end, in the form of REST v1 or of REST 3.0 (Bitrix24 REST: webhooks)
 * @throws UserError when it is not such a URL; the error never repeats the text
 */
export function parseWebhookUrl(text: unknown): Webhook {
	const address = parseAddress(text, 'Webhook URL');
	const { prefix, userId, code } = WEBHOOK_PATH.exec(address.pathname)?.groups ?? {};
	if (prefix === undefined || userId === undefined || code === undefined) {
		throw refusal(
			'Webhook URL',
			'is incomplete',
			'Copy the full URL of the inbound webhook, such as https://company.bitrix24.com/rest/1/a1b2c3d4e5f6g7h8/.',
		);
	}
	return { portal: address.origin + prefix, userId, code };
}

/**
 * Puts the webhook's secret into the path of a request, for REST v1 (`/rest/{method}`) and REST 3.0
 * (`/rest/api/{method}`) alike, and switches redirects off, so that the signed address goes nowhere else.
 *
 * n8n lets anyone who may edit a workflow pick this credential in an HTTP Request node and type any address
 * there: only requests to the portal that the credential itself names get the secret.
 *
 * @param webhook where the secret belongs to
 * @param request left as it is; n8n calls this again with an already signed request after a 401, which then
 *   stays as it is, too
 * @returns the signed request
 * @throws UserError for every other address, and for a request whose proxy could read the secret
 */
export function signRequest(webhook: Webhook, request: IHttpRequestOptions): IHttpRequestOptions {
	const target = targetOf(request, webhook.portal);
	const root = `${webhook.portal}/rest/`;
	if (target.username !== '' || target.password !== '' || !target.href.startsWith(root)) {
		throw refusal(
			'Webhook URL',
			`is for ${new URL(webhook.portal).host}, but the request goes elsewhere, so it was not sent`,
			'Call a method of that Bitrix24, for example /rest/profile.',
		);
	}
	const risk = proxyRisk(request, target);
	if (risk) throw refusal('Webhook URL', `can’t sign this request: ${risk.problem}`, risk.advice);

	const path = (target.origin + target.pathname).slice(root.length);
	const secret = `${webhook.userId}/${webhook.code}/`;
	const [, api = '', method = ''] = /^(api\/)?(.*)$/s.exec(path) ?? [];
	if (method.startsWith(secret) && METHOD.test(method.slice(secret.length))) {
		return withoutRedirects(request, target.href);
	}
	if (!METHOD.test(method)) {
		throw refusal(
			'Webhook URL',
			'can’t sign this request, because its address doesn’t end with a method',
			'Enter the address without user ID and code, for example /rest/profile.',
		);
	}
	return withoutRedirects(request, root + api + secret + method + target.search);
}

/** The address a request goes to: relative ones without a base belong to the portal. */
function targetOf(request: SignableRequest, portal: string): URL {
	const address = request.uri ?? request.url ?? '';
	const isAbsolute = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(address);
	const base = request.baseURL === undefined || request.baseURL === '' ? portal : request.baseURL;
	const full = isAbsolute ? address : `${base.replace(/\/+$/, '')}/${address.replace(/^\/+/, '')}`;
	if (!URL.canParse(full)) {
		throw refusal('Webhook URL', 'can’t sign this request', 'Its address is not a complete URL.');
	}
	return new URL(full);
}

function withoutRedirects(request: SignableRequest, address: string): IHttpRequestOptions {
	const { uri, url, baseURL, ...rest } = request;
	// n8n's older request helper has names of its own for the same switch.
	const noRedirects = { disableFollowRedirect: true, followRedirect: false, followAllRedirects: false };
	return uri === undefined
		? { ...rest, ...noRedirects, url: address }
		: ({ ...rest, ...noRedirects, uri: address } as unknown as IHttpRequestOptions);
}
