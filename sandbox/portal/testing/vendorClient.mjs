// Calls a portal with the vendor's own client and prints what came back, as one line of JSON. It runs by itself because
// the client is an ES module, and because it takes its certificates from NODE_EXTRA_CA_CERTS.
// Arguments: a webhook's URL, or nothing and VENDOR_OAUTH with the JSON of { application, tokens }.
// VENDOR_STEPS has the JSON of what to do, one after the other: a call is { version, method, params }, a batch is
// { version, calls, options }, where version is v1 or v3. The line has what became of each, in this order.
import { B24Hook, B24OAuth } from '@bitrix24/b24jssdk';

const client = process.argv[2]
	? B24Hook.fromWebhookUrl(process.argv[2])
	: oauthClient(JSON.parse(process.env.VENDOR_OAUTH ?? ''));

function oauthClient({ application, tokens }) {
	return new B24OAuth(
		{
			applicationToken: '',
			userId: tokens.user_id,
			memberId: tokens.member_id,
			accessToken: tokens.access_token,
			refreshToken: tokens.refresh_token,
			expires: tokens.expires,
			expiresIn: tokens.expires_in,
			scope: tokens.scope,
			domain: tokens.domain,
			clientEndpoint: tokens.client_endpoint,
			serverEndpoint: tokens.server_endpoint,
			status: tokens.status,
		},
		application,
	);
}

/** The vendor's client calls the classic API its version 2. */
const ACTIONS = { v1: client.actions.v2, v3: client.actions.v3 };

/** What a call or a batch answered, or its refusal. */
async function outcome({ version, method, calls, params = {}, options }) {
	const actions = ACTIONS[version];
	try {
		const response = calls
			? await actions.batch.make({ calls, options })
			: await actions.call.make({ method, params });
		return response.isSuccess ? response.getData() : { refused: response.getErrorMessages() };
	} catch (error) {
		return { refused: error.code, status: error.status, message: error.message };
	}
}

const outcomes = [];
for (const step of JSON.parse(process.env.VENDOR_STEPS ?? '[]')) outcomes.push(await outcome(step));
console.log(JSON.stringify(outcomes));
