// Calls a portal with the vendor's own client and prints what came back, as one line of JSON. It runs by itself because
// the client is an ES module, and because it takes its certificates from NODE_EXTRA_CA_CERTS.
// Arguments: a webhook's URL, or nothing and VENDOR_OAUTH with the JSON of { application, tokens }.
import { B24Hook, B24OAuth } from '@bitrix24/b24jssdk';

const client = process.argv[2]
	? B24Hook.fromWebhookUrl(process.argv[2])
	: oauthClient(JSON.parse(process.env.VENDOR_OAUTH));

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

/** The result of one call, or its refusal. */
async function call(version, method, params = {}) {
	return await outcome(() => client.actions[version].call.make({ method, params }));
}

async function outcome(make) {
	try {
		const response = await make();
		return response.isSuccess ? response.getData() : { refused: response.getErrorMessages() };
	} catch (error) {
		return { refused: error.code, status: error.status, message: error.message };
	}
}

const result = async (...args) => {
	const { result, ...rest } = await call(...args);
	return result ?? rest;
};

const icon = ['logo.png', Buffer.from('89504e470d0a1a0a00fbefff00', 'hex').toString('base64')];
const id = await result('v2', 'mailservice.add', {
	NAME: 'By the vendor’s client',
	SERVER: 'IMAP.example.com',
	ICON: icon,
});
const seen = {
	profile: await result('v2', 'profile'),
	'mailservice.add': id,
	'mailservice.update': await result('v2', 'mailservice.update', {
		ID: id,
		NAME: 'Renamed & more',
		PORT: 993,
	}),
	'mailservice.get': await result('v2', 'mailservice.get', { ID: id }),
	'mailservice.list': await result('v2', 'mailservice.list'),
	'mailservice.fields': await result('v2', 'mailservice.fields'),
	'mailservice.delete': await result('v2', 'mailservice.delete', { ID: id }),
	'mail.mailbox.list': await result('v3', 'mail.mailbox.list', { pagination: { limit: 2 } }),
	'mail.mailbox.get': await result('v3', 'mail.mailbox.get', { id: 2, select: ['id', 'email'] }),
	'mail.mailbox.senders': await result('v3', 'mail.mailbox.senders', { pagination: { limit: 1 } }),
	'mail.mailbox.field.list': await result('v3', 'mail.mailbox.field.list', { select: ['name'] }),
	'mail.mailbox.field.get': await result('v3', 'mail.mailbox.field.get', { name: 'email', select: ['type'] }),
	refusedV1: await call('v2', 'mailservice.get', { ID: 999 }),
	refusedV3: await call('v3', 'mail.mailbox.get', { id: 999 }),
	batchV1: await outcome(() =>
		client.actions.v2.batch.make({
			calls: {
				add: { method: 'mailservice.add', params: { NAME: 'A&B = 100% + "more" 📬', ICON: icon } },
				get: { method: 'mailservice.get', params: { ID: '$result[add]' } },
				list: ['mailservice.list', {}],
			},
			options: { isHaltOnError: true },
		}),
	),
	batchV1AsList: await outcome(() =>
		client.actions.v2.batch.make({
			calls: [
				['mailservice.get', { ID: 999 }],
				['mailservice.get', { ID: 1 }],
			],
			options: { isHaltOnError: false },
		}),
	),
	batchV3: await outcome(() =>
		client.actions.v3.batch.make({
			calls: [
				['mail.mailbox.get', { id: 3 }],
				['mail.mailbox.get', { id: { $ref: '0.id' }, select: ['id'] }],
				['mail.mailbox.list', { name: 'support' }],
			],
		}),
	),
};
console.log(JSON.stringify(seen));
