import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { RESOURCES, startPortal, type Language, type MailDialect, type PortalOptions } from '.';

/**
 * Runs a portal by itself: `node .cache/portal/cli.js --port 8024 --webhook-code secret0code`. Prints one line of JSON
 * with its addresses when it listens, and ends on SIGINT and SIGTERM. Each option is also an environment variable:
 * `--webhook-code` is PORTAL_WEBHOOK_CODE.
 */
const OPTIONS = {
	port: 'a free one when left out',
	language: 'en, ru or de',
	'mail-dialect': 'the version of the server that messages are played by: S1 or S4; S1 when left out',
	'mail-time-zone': 'where the server’s clock hangs: minutes east of UTC, or an IANA name; UTC when left out',
	prefix: 'a path in front of /rest/ and /oauth/',
	'webhook-code': 'the secret code of the webhook',
	'client-id': 'the ID of the application',
	'client-secret': 'the secret of the application',
	'redirect-uri': 'the redirect address in the application’s settings',
	'access-token': 'an access token that is valid from the start',
	'refresh-token': 'its refresh token',
	'token-lifetime': 'the lifetime of access tokens, in seconds',
	bucket: 'brim and drain a second of the rate limit, such as 50/2',
	'tls-key': 'a PEM file; with --tls-cert the portal speaks HTTPS',
	'tls-cert': 'a PEM file',
	'keep-records': 'how many requests and calls to remember; 1000 when left out',
} as const;

/** By option, such as `--mailboxes 40`: makes as many records, which then stand instead of the sample data. */
const RECORDS = new Map(RESOURCES.flatMap(({ many }) => Object.entries(many)));

type Given = Partial<Record<string, string>> & Partial<Record<keyof typeof OPTIONS, string>>;

function given(): Given {
	const names = [...Object.keys(OPTIONS), ...RECORDS.keys()];
	const { values } = parseArgs({
		options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
	});
	const variable = (name: string) => process.env[`PORTAL_${name.toUpperCase().replaceAll('-', '_')}`];
	const entries = names.map(
		(name) => [name, (values[name] as string | undefined) ?? variable(name)] as const,
	);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function portalOptions(values: Given): PortalOptions {
	const [brim, drainPerSecond] = values.bucket?.split('/').map(Number) ?? [];
	const { 'tls-key': key, 'tls-cert': cert } = values;
	const records = [...RECORDS].flatMap(([name, make]) =>
		values[name] === undefined ? [] : [[name, make(Number(values[name]))]],
	);
	return {
		...Object.fromEntries(records),
		port: values.port === undefined ? undefined : Number(values.port),
		language: values.language as Language | undefined,
		mailDialect: values['mail-dialect'] as MailDialect | undefined,
		mailTimeZone: values['mail-time-zone'],
		pathPrefix: values.prefix,
		bucket: brim === undefined || drainPerSecond === undefined ? undefined : { brim, drainPerSecond },
		accessTokenLifetimeSeconds:
			values['token-lifetime'] === undefined ? undefined : Number(values['token-lifetime']),
		tls:
			key === undefined || cert === undefined
				? undefined
				: { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') },
		keepRecords: Number(values['keep-records'] ?? 1000),
	};
}

async function main(): Promise<void> {
	const values = given();
	const portal = await startPortal(portalOptions(values));
	const application = portal.application({
		clientId: values['client-id'],
		clientSecret: values['client-secret'],
		redirectUri: values['redirect-uri'],
	});
	const tokens = portal.tokens({
		application,
		accessToken: values['access-token'],
		refreshToken: values['refresh-token'],
	});
	const { url, tokenUrl, authorizeUrl } = portal;
	const webhookUrl = portal.webhook({ code: values['webhook-code'] });
	console.log(JSON.stringify({ url, webhookUrl, tokenUrl, authorizeUrl, application, tokens }));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void portal.close());
}

void main();
