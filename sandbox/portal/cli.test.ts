import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { post } from './testing/client';
import { startNode, type Running } from './testing/process';

describe('The portal as a process', () => {
	let folder: string;
	let running: Running | undefined;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'portal-'));
		const compiler = require.resolve('typescript/bin/tsc');
		await promisify(execFile)(process.execPath, [compiler, '-p', __dirname, '--outDir', folder]);
	});
	afterEach(() => running?.stop('SIGKILL'));
	afterAll(async () => await rm(folder, { recursive: true }));

	it.each(['SIGTERM', 'SIGINT'] as const)(
		'prints its addresses, works with given secrets, ends on %s',
		async (signal) => {
			const given = ['--webhook-code', 'c0de', '--language', 'de', '--prefix', '/b24', '--bucket', '3/0'];
			const messages = ['--mail-dialect', 'S4', '--mail-time-zone', 'Europe/Berlin', '--messages', '3'];
			running = startNode(
				[join(folder, 'cli.js'), ...given, '--access-token', 'access', '--mailboxes', '40', ...messages],
				{
					PORTAL_REFRESH_TOKEN: 'refresh',
					PORTAL_CLIENT_ID: 'local.given',
					PORTAL_CLIENT_SECRET: 'secret',
					PORTAL_LANGUAGE: 'ru',
				},
			);
			const said = JSON.parse(await running.line()) as Record<string, string>;
			expect(said).toMatchObject({
				url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/b24$/) as string,
				webhookUrl: `${said.url}/rest/1/c0de/`,
				tokenUrl: `${said.url}/oauth/token/`,
				authorizeUrl: `${said.url}/oauth/authorize/`,
				application: { clientId: 'local.given', clientSecret: 'secret' },
				tokens: { access_token: 'access', refresh_token: 'refresh', expires_in: 3600 },
			});
			const missing = await post(`${said.webhookUrl}mailservice.get`, { ID: 99 });
			expect(missing.body.error_description).toBe('Der Mailservice wurde nicht gefunden');
			const pagination = { limit: 100 };
			const list = await post(`${said.url}/rest/api/mail.mailbox.list`, { auth: 'access', pagination });
			expect(list.body.result.items).toHaveLength(40);
			const thread = await post(`${said.url}/rest/api/mail.message.thread`, { auth: 'access', id: 3 });
			expect(thread.body).toMatchObject({
				result: [{ date: '2026-01-05 09:03:00' }],
				total: 1,
				hasMore: false,
			});
			expect((await post(`${said.webhookUrl}profile`)).status).toBe(503);

			running.stop(signal);
			expect((await running.ended).code).toBe(0);
		},
	);

	it('an unknown option is an error', async () => {
		running = startNode([join(folder, 'cli.js'), '--colour', 'red']);
		const { code, stderr } = await running.ended;
		expect(code).not.toBe(0);
		expect(stderr).toContain('--colour');
	});
});
