import { sleep } from 'n8n-workflow';
import { secretsOf } from '../../../../../credentials/shared/secrets';
import { haltBy } from '../../../../../nodes/Bitrix24Mail/api/transport/cancellation';
import { createRunMemory, type Line } from '../../../../../nodes/Bitrix24Mail/api/transport/context';
import { request } from '../../../../../nodes/Bitrix24Mail/api/transport/request';

let portals = 0;

/** A line that notes the headers of what is sent, and answers the given statuses in turn. */
function lineTo(statuses: number[]) {
	const keys: Array<string | undefined> = [];
	const sender = {
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
	} as unknown as Line['sender'];
	const line: Line = {
		sender,
		connection: {
			credentialType: 'bitrix24MailWebhookApi',
			portal: `https://request${++portals}.example.com`,
			requestLimit: { brim: 50, drainPerSecond: 2 },
			redact: (text) => text,
			secrets: secretsOf([]),
		},
		options: {},
		halt: { ...haltBy(undefined), wait: async () => await sleep(0) },
		onLimited: () => {},
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
