import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeParameters } from 'n8n-workflow';
import { MAX_CONCURRENT_REQUESTS, MAX_BATCH_BYTES, MAX_BATCH_SIZE } from '../nodes/Bitrix24Mail/api/limits';
import { INTERACTIVE_TIMEOUT_MS } from '../nodes/Bitrix24Mail/api/client';
import { METHODS } from '../nodes/Bitrix24Mail/api/methods';
import { RETRY_POLICY } from '../nodes/Bitrix24Mail/api/transport/retryPolicy';
import { Bitrix24MailOAuth2Api } from '../credentials/Bitrix24MailOAuth2Api.credentials';
import { Bitrix24MailWebhookApi } from '../credentials/Bitrix24MailWebhookApi.credentials';
import {
	leadsSomewhere,
	pagesIn,
	readPage,
	ROOT,
	rowsBelow,
	sectionsOf,
	targetsOf,
	type Page,
} from './docs/markdown';
import { runCredentialTest } from './engine';
import { manyMessages, startPortal, type Fault, type Portal } from '../sandbox/portal';
import { byId, numbered, runOn } from './support/node';
import { askTool, locatedByAI } from './support/tool';

// The pages of the operations and the cookbook have tests of their own: docs/.
const PAGES = [...pagesIn('docs'), ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'].map(readPage)];

const CREDENTIAL_TYPES: ICredentialType[] = [new Bitrix24MailWebhookApi(), new Bitrix24MailOAuth2Api()];

describe.each(PAGES.map((page): [string, Page] => [page.name, page]))('%s', (_name, page) => {
	const isPicture = (target: string) => target.endsWith('.png');
	const astray = (targets: string[]) => targets.filter((target) => !leadsSomewhere(page, target));

	it('links to what is there', () => {
		expect(astray(targetsOf(page).filter((target) => !isPicture(target)))).toEqual([]);
	});

	it('shows pictures that are there', () => {
		expect(astray(targetsOf(page).filter(isPicture))).toEqual([]);
	});
});

it('n8n leads to pages that are there', () => {
	const { resources } = JSON.parse(readPage('nodes/Bitrix24Mail/Bitrix24Mail.node.json').text) as {
		resources: Record<string, Array<{ url: string }>>;
	};
	const urls = [
		...CREDENTIAL_TYPES.map(({ documentationUrl = '' }) => documentationUrl),
		...Object.values(resources).flatMap((links) => links.map(({ url }) => url)),
	];
	expect(urls).toHaveLength(4);
	const { homepage } = JSON.parse(readPage('package.json').text) as { homepage: string };
	const pages = `${homepage.replace('#readme', '')}/blob/main/`;
	const root: Page = { name: 'README.md', text: '' };
	const isThere = (url: string) => url.startsWith(pages) && leadsSomewhere(root, url.slice(pages.length));
	expect(urls.filter((url) => !isThere(url))).toEqual([]);
});

describe('docs/README.md', () => {
	it('names every page of the folder', () => {
		const pages = pagesIn('docs').map(({ name }) => name.replace('docs/', ''));
		const missing = pages.filter((name) => !targetsOf(readPage('docs/README.md')).includes(name));
		expect(missing).toEqual(['README.md']);
	});
});

describe('docs/examples.md', () => {
	const examples = readdirSync(path.join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));
	const sections = sectionsOf(readPage('docs/examples.md'));

	it.each(examples)('has a section for %s, with its picture', (file) => {
		const { name } = JSON.parse(readFileSync(path.join(ROOT, 'examples', file), 'utf8')) as { name: string };
		const section = sections.find(({ title }) => title === name);
		expect(section?.body).toContain(`](../examples/${file})`);
		expect(section?.body).toContain(`](images/examples/${file.replace('.json', '.png')})`);
		expect(section?.body).toContain('**For your own use:**');
	});

	it('has no section for what is not there', () => {
		expect(sections).toHaveLength(examples.length);
	});
});

describe('docs/limits.md', () => {
	const page = readPage('docs/limits.md');

	it.each(RETRY_POLICY.flatMap((rule) => rule.codes.map((code) => [code, rule] as const)))(
		'says when %s is retried',
		(code, rule) => {
			const [row] = rowsBelow(page, 'What happened').filter(([what]) =>
				what!.includes(code === '5xx' ? '5xx' : `\`${code}\``),
			);
			const often =
				rule.maxRetries === Infinity
					? `for about ${rule.maxElapsedMs / 60_000} minutes`
					: `up to ${rule.maxRetries} times`;
			expect(row!.slice(1)).toEqual(['again', rule.appliesTo === 'any' ? 'again' : 'never', often]);
		},
	);

	it.each([
		`up to ${MAX_BATCH_SIZE} in a request`,
		`up to ${MAX_CONCURRENT_REQUESTS.read} requests at a time`,
		`up to ${MAX_BATCH_BYTES / 1_000_000} MB`,
		`up to ${METHODS['mail.mailbox.list'].paging.maxSize} per page`,
		`up to ${METHODS['mail.mailbox.senders'].paging.maxSize} per page`,
		`up to ${METHODS['mail.message.list'].paging.maxSize} per page`,
		`up to ${METHODS['mail.recipient.listcontacts'].paging.maxSize} per page`,
		`up to ${METHODS['mail.recipient.listemployees'].paging.maxSize} per page`,
		`up to ${MAX_BATCH_SIZE} texts`,
		`up to ${MAX_BATCH_SIZE} originals`,
		`give up after ${INTERACTIVE_TIMEOUT_MS / 1_000} seconds`,
	])('has the figure of the code: %s', (words) => {
		expect(page.text).toContain(words);
	});

	it('says how many messages are filed by one request', async () => {
		const [, figure = ''] = /one for up to (\d+) messages of one mailbox/.exec(page.text) ?? [];
		const most = Number(figure);
		const portal = await startPortal({ messages: manyMessages(most + 1) });
		try {
			const deletion = { resource: 'message', operation: 'delete', messageId: byId('={{ $json.n }}') };
			await runOn(portal, deletion, { items: numbered(most + 1) });
			const filed = portal.calls.flatMap(({ params: { messageIds } }) => (messageIds as number[]) ?? []);
			const requests = portal.calls.filter(({ effect }) => effect === 'moved');
			expect([filed.length, requests.length]).toEqual([most + 1, 2]);
			expect(requests[0]!.params.messageIds).toHaveLength(most);
		} finally {
			await portal.close();
		}
	});

	it('has the figures of the benchmark, as its first words have', () => {
		const benchmark = readPage('docs/benchmark.md');
		const row = rowsBelow(benchmark, 'Calls').find(
			([calls, who]) => calls === '10,000 reads' && who === 'This node',
		)!;
		const [requests, seconds] = [row[2], Number(row[4]).toFixed(0)];
		const textOf = ({ text }: Page) => text.replace(/\s+/g, ' ');
		expect(textOf(page)).toContain(`10,000 reads took ${requests} requests and ${seconds} seconds`);
		expect(textOf(benchmark)).toContain(`10,000 records with ${requests} requests in ${seconds} seconds`);
	});
});

/** What brings the messages about that docs/credentials.md names. */
const TESTED_WEBHOOKS: Record<string, (portal: Portal) => string> = {
	'Bitrix24 doesn’t recognize this webhook.': ({ url }) => `${url}/rest/1/wr0ngwr0ngwr0ng1/`,
	'Connected, but this webhook has no permissions.': (portal) => portal.webhook({ scopes: [] }),
	'Connected, but this webhook doesn’t have the “mail” and “mailservice” permissions.': (portal) =>
		portal.webhook({ scopes: ['crm'] }),
	'Bitrix24 denied access.': refusing({ refusal: 'ACCESS_DENIED' }),
	'There is no Bitrix24 REST API at this address.': refusing({ html: true, status: 404 }),
	'This address isn’t a Bitrix24.': refusing({ html: true }),
	'The address has changed: Bitrix24 answers with a redirect.': refusing({
		redirect: 'https://example.com/',
	}),
	'Bitrix24 is receiving too many requests right now.': refusing({ refusal: 'QUERY_LIMIT_EXCEEDED' }),
	'Bitrix24 can’t answer right now.': refusing({ refusal: 'PORTAL_DELETED' }),
	// Nobody listens at this port.
	'Can’t reach company.bitrix24.com.': () => 'https://127.0.0.1:1/rest/1/abcdefgh12345678/',
	'“Webhook URL” is incomplete.': () => 'https://company.example.com/',
	'“Webhook URL” doesn’t start with https://': () => 'http://company.example.com/rest/1/abcdefgh12345678/',
};

function refusing(fault: Fault): (portal: Portal) => string {
	return (portal) => {
		portal.faults.add({ times: 9, ...fault });
		return portal.webhook();
	};
}

describe('docs/credentials.md', () => {
	const page = readPage('docs/credentials.md');

	it.each(rowsBelow(page, 'Message').map(([message]) => [message!]))(
		'names a message that comes: %s',
		async (message) => {
			const portal = await startPortal();
			try {
				const webhookUrl = TESTED_WEBHOOKS[message]!(portal);
				const tested = await runCredentialTest('bitrix24MailWebhookApi', { webhookUrl });
				const { host } = new URL(webhookUrl);
				expect(tested.status).toBe('Error');
				expect(tested.message.replace(host, 'company.bitrix24.com')).toContain(message);
			} finally {
				await portal.close();
			}
		},
	);

	it('names them all', () => {
		expect(rowsBelow(page, 'Message').map(([message]) => message)).toEqual(Object.keys(TESTED_WEBHOOKS));
	});

	it.each(
		CREDENTIAL_TYPES.flatMap(({ properties }) => properties).filter(
			({ type }) => type !== 'hidden' && type !== 'notice',
		),
	)('explains $displayName', ({ displayName }) => {
		expect(page.text).toContain(`**${displayName}**`.replace('**Request Limit**', '## Request Limit'));
	});
});

describe('docs/ai-tool.md', () => {
	const { text } = readPage('docs/ai-tool.md');

	it('quotes what the model reads, and what it gets for an argument that can’t be right', async () => {
		const portal = await startPortal();
		try {
			const get = { resource: 'mailService', operation: 'get', mailServiceId: locatedByAI('Mail_Service') };
			const { answered } = await askTool(portal, get, [{ Mail_Service: 'Company Mail' }]);
			const [, quoted = ''] = /^```\n(.*?)\n```/ms.exec(text) ?? [];
			expect(answered[0]!.answer).toContain(quoted);
			const { offers } = await askTool(portal, { resource: 'mailbox', operation: 'getAll' }, []);
			expect(text).toContain(`“${offers[0]!.description}”`);
		} finally {
			await portal.close();
		}
	});

	describe('of messages', () => {
		const LENGTH = 23_412;
		let portal: Portal;
		beforeEach(async () => {
			portal = await startPortal();
			for (const message of portal.messages) Object.assign(message, { html: null, text: 'x'.repeat(LENGTH) });
		});
		afterEach(async () => await portal.close());

		it.each<[string, INodeParameters]>([
			['Get Many, Get Thread', { operation: 'getAll', limit: 1 }],
			['Get Many, Get Thread', { operation: 'getThread', messageId: locatedByAI('Message') }],
			['Get', { operation: 'get', messageId: locatedByAI('Message') }],
		])('says how much of a text comes: %s, %p', async (row, parameters) => {
			const { answered } = await askTool(portal, { resource: 'message', ...parameters }, [{ Message: '3' }]);
			const rows = rowsBelow({ name: '', text }, 'Operation');
			const [, length] = rows.find(([operation]) => operation === row)!;
			const note = `… [${length!.replace(' characters', '')} of ${LENGTH.toLocaleString('en-US')} characters]`;
			expect(answered[0]!.answer).toContain(`x${note}`);
			if (length === '1,000 characters') expect(text).toContain(`\`${note}\``);
		});

		it('shows how to combine words with the model’s', async () => {
			const [, expression = ''] = /\*\*Message Text\*\*, for\s+example: `(.*?)`/.exec(text) ?? [];
			const reply = { operation: 'reply', messageId: locatedByAI('Message'), message: `=${expression}\nBye` };
			const calls = [{ Message: '3', Answer: 'Yes.' }];
			await askTool(portal, { resource: 'message', ...reply }, calls);
			expect(portal.outbox.map(({ html }) => html)).toEqual(['Yes.<br>Bye']);
		});
	});
});
