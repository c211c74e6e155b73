import { sleep } from 'n8n-workflow';
import { secretsOf } from '../../../../../credentials/shared/secrets';
import { cancellationOf } from '../../../../../nodes/Bitrix24Mail/api/transport/cancellation';
import {
	createRunMemory,
	type RequestContext,
} from '../../../../../nodes/Bitrix24Mail/api/transport/context';
import { request } from '../../../../../nodes/Bitrix24Mail/api/transport/request';

let portals = 0;

/** A line that notes the headers of what is sent, and answers the given statuses in turn. */
function lineTo(statuses: number[]) {
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
	const line: RequestContext = {
		n8n,
		connection: {
			credentialType: 'bitrix24MailWebhookApi',
			portal: `https://request${++portals}.example.com`,
			requestLimit: { burst: 50, perSecond: 2 },
			redact: (text) => text,
			secrets: secretsOf([]),
		},
		options: {},
		cancellation: { ...cancellationOf(undefined), delay: async () => await sleep(0) },
		onWaited: () => {},
		memory: createRunMemory(),
	};
	return { line, keys };
}

describe('A request with an idempotency key', () => {
	const url = 'https://request.example.com/rest/api/mail.something.add';

	it('is a write that may be repeated, with the same key', async () => {
		const { line, keys } = lineTo([502, 502]);
		const reply = await request(line, { url, body: {}, access: 'write', idempotencyKey: 'key-1' });
		expect(reply).toMatchObject({ answer: { status: 200 } });
		expect(keys).toEqual(['key-1', 'key-1', 'key-1']);
	});

	it('without one, a write is not repeated, and no such header is sent', async () => {
		const { line, keys } = lineTo([502]);
		expect(await request(line, { url, body: {}, access: 'write' })).toMatchObject({
			answer: { status: 502 },
		});
		expect(keys).toEqual([undefined]);
	});
});
