import type { Access, Application } from './access';
import { htmlAnswer, jsonAnswer, redirectAnswer, refusalAnswer, type Answer } from '../http/answer';
import { Refusal } from '../refusals';
import { asParams } from '../http/request';
import type { RecordedRequest, TokenAnswer } from '../types';

interface OAuth {
	access: Access;
	/** `https://host/prefix`. */
	url: () => string;
}

/** Answers the two addresses of OAuth 2.0 (Bitrix24 REST: OAuth 2.0 protocol). */
export function answerOAuth(oauth: OAuth, request: RecordedRequest): Answer {
	return request.restMethod === 'oauth/authorize' ? authorize(oauth, request) : token(oauth, request);
}

/**
 * The user's consent, which this portal always gives: back to the application at once, to the address in its settings
 * or, when it has none, to the one it asked for.
 */
function authorize({ access, url }: OAuth, { query }: RecordedRequest): Answer {
	const application = access.findApplication(String(query.client_id));
	if (application === undefined) return htmlAnswer(400, 'Application not found');
	const target = application.redirectUri ?? query.redirect_uri;
	if (typeof target !== 'string' || !URL.canParse(target)) return htmlAnswer(400, 'No redirect address');
	const back = new URL(target);
	const { host } = new URL(url());
	const answer = {
		code: access.addCode(application, {}),
		state: String(query.state ?? ''),
		domain: host,
		member_id: access.memberId,
		scope: application.scopes.join(','),
		server_domain: host,
	};
	for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value);
	return redirectAnswer(302, back.href);
}

/** Tokens for a code or a refresh token: GET with a query, or POST with a form. */
function token({ access }: OAuth, request: RecordedRequest): Answer {
	try {
		const params = tokenParams(request);
		const application = knownApplication(access, request, params);
		const scopes = (params.scope ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
		if (!scopes.every((scope) => application.scopes.includes(scope))) throw new Refusal('invalid_scope');
		return jsonAnswer(200, grant(access, application, params), { 'Cache-Control': 'no-store' });
	} catch (error) {
		if (error instanceof Refusal) return refusalAnswer(error, 'v1');
		throw error;
	}
}

function tokenParams({ method, query, body, headers }: RecordedRequest): Record<string, string | undefined> {
	if (method === 'GET') return query as Record<string, string>;
	const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
	if (method !== 'POST' || !isForm) throw new Refusal('invalid_request');
	return asParams(body) as Record<string, string>;
}

function knownApplication(
	access: Access,
	{ headers }: RecordedRequest,
	{ client_id: clientId, client_secret: clientSecret }: Record<string, string | undefined>,
): Application {
	const application = access.findApplication(clientId ?? '');
	const isKnown = application !== undefined && application.clientSecret === clientSecret;
	if (!isKnown || headers.authorization !== undefined) throw new Refusal('invalid_client');
	return application;
}

function grant(
	access: Access,
	application: Application,
	params: Record<string, string | undefined>,
): TokenAnswer {
	const [given, answer] =
		params.grant_type === 'authorization_code'
			? [params.code, access.redeemCode(params.code ?? '', application)]
			: params.grant_type === 'refresh_token'
				? [params.refresh_token, access.refresh(params.refresh_token ?? '', application)]
				: [];
	if (given === undefined) throw new Refusal('invalid_request');
	if (answer === undefined) throw new Refusal('invalid_grant');
	return answer;
}
