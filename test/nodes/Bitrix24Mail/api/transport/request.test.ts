import { sleep } from 'n8n-workflow';
import { secretsOf } from '../../../../../credentials/shared/secrets';
import { cancellationOf } from '../../../../../nodes/Bitrix24Mail/api/transport/cancellation';
import type { RequestContext } from '../../../../../nodes/Bitrix24Mail/api/transport/context';
import { request } from '../../../../../nodes/Bitrix24Mail/api/transport/request';
import { createRetryBudget } from '../../../../../nodes/Bitrix24Mail/api/transport/retryBudget';
import { RETRY_POLICY } from '../../../../../nodes/Bitrix24Mail/api/transport/retryPolicy';

let portals = 0;

/** A context that notes the headers of what is sent, and answers the given statuses in turn. */
function contextFor(statuses: number[]) {
	const keys: Array<string | undefined> = [];
	const n8n = {
		helpers: {
			httpRequestWithAuthentication: async (
				_type: string,
				{ headers }: { headers: Record<string, string> },
			) => {
				keys.push(headers['Idempotency-Key']);
				const statusCode = statuses.shift() ?? 200;
				return { statusCode, body: statusCode === 200 ? { result: {} } : '<html>' };
			},
		},
	} as unknown as RequestContext['n8n'];
	const context: RequestContext = {
		n8n,
		connection: {
			credentialType: 'bitrix24MailWebhookApi',
			portal: `https://request${++portals}.example.com`,
			rateLimit: { burst: 50, perSecond: 2 },
			redact: (text) => text,
			secrets: secretsOf([]),
		},
		options: {},
		cancellation: { ...cancellationOf(undefined), delay: async () => await sleep(0) },
		onWaited: () => {},
		isRateLimited: true,
		retryPolicy: RETRY_POLICY,
		retryBudget: createRetryBudget(),
	};
	return { context, keys };
}

describe('A request with an idempotency key', () => {
	const url = 'https://request.example.com/rest/api/mail.something.add';

	it('is a write that may be repeated, with the same key', async () => {
		const { context, keys } = contextFor([502, 502]);
		const reply = await request(context, { url, body: {}, access: 'write', idempotencyKey: 'key-1' });
		expect(reply).toMatchObject({ ok: true, status: 200 });
		expect(keys).toEqual(['key-1', 'key-1', 'key-1']);
	});

	it('without one, a write is not repeated, and no such header is sent', async () => {
		const { context, keys } = contextFor([502]);
		expect(await request(context, { url, body: {}, access: 'write' })).toMatchObject({
			ok: false,
			error: { status: 502 },
		});
		expect(keys).toEqual([undefined]);
	});
});
