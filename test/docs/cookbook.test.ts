import type { INodeParameters, INodeProperties, INodePropertyOptions, OnError } from 'n8n-workflow';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { binaryItem } from '../engine';
import { startPortal, type Portal } from '../../sandbox/portal';
import { runOn } from '../support/node';
import { readPage, rowsBelow, sectionsOf } from './markdown';

/**
 * The recipes’ tables are what one types into the panel: here they become the parameters of a node that runs. Their items
 * come with all that the recipes’ expressions ask for.
 */
const { properties } = new Bitrix24Mail().description;

const ITEM = {
	id: 4,
	name: 'Example Mail',
	Name: 'Example Mail',
	server: 'imap.example.com',
	Server: 'imap.example.com',
	port: 993,
	encryption: true,
	body: 'Please find attached invoice INV-2026-0042.',
	answer: 'It has been paid.',
};
const ICON = {
	property: 'data',
	fileName: 'icon.png',
	mimeType: 'image/png',
	buffer: Buffer.from('89504e470d0a1a0a', 'hex'),
};

const RECIPES = sectionsOf(readPage('docs/cookbook.md')).flatMap(({ title, body }) => {
	const rows = rowsBelow({ name: title, text: body }, 'Parameter') as Array<[string, string]>;
	return rows.length > 0 ? [{ title, rows }] : [];
});

const DAY_MS = 86_400_000;

/** The invoice of the sample messages: the one with the ID of {@link ITEM}. */
const INVOICE = { id: 4, subject: 'Invoice INV-2026-0042', sender: 'billing@example.org' };

/** Of the messages that are delivered after the twelve of the sample data, the third one is unread and yesterday’s. */
const UNREAD_MAIL = { title: 'Read yesterday’s unread mail', yesterdays: 15 };

/** Where the recipes find what they ask for: a folder for newsletters, and unread mail of three days. */
async function portalOfRecipes(): Promise<Portal> {
	const folders = ['INBOX', 'INBOX/Newsletters'].map((path) => ({ path }));
	const portal = await startPortal({
		mailboxes: [{}, {}, { email: 'accounting@example.com', folders }, {}],
	});
	portal.deliver({ receivedAt: Date.now() - DAY_MS, isSeen: true });
	for (const daysAgo of [2, 1, 0]) portal.deliver({ receivedAt: Date.now() - daysAgo * DAY_MS });
	return portal;
}

/** What each recipe is to bring about: the last call that the portal carries out. */
const CALLS: Record<string, object> = {
	[UNREAD_MAIL.title]: { method: 'mail.message.get', params: { id: UNREAD_MAIL.yesterdays } },
	'Answer a customer': {
		method: 'mail.message.reply',
		params: {
			replyToMessageId: INVOICE.id,
			from: 'accounting@example.com',
			to: [INVOICE.sender],
			subject: `Re: ${INVOICE.subject}`,
			body: ITEM.answer,
		},
	},
	'Forward invoices to accounting': {
		method: 'mail.message.forward',
		params: {
			forwardMessageId: INVOICE.id,
			from: 'accounting@example.com',
			to: ['accounting@example.com'],
			subject: `Fwd: ${INVOICE.subject}`,
			body: '<br>',
		},
	},
	'File newsletters': {
		method: 'mail.message.movetofolder',
		params: { messageIds: [INVOICE.id], action: 'move', folder: 'Newsletters' },
	},
	'Find what you have sent': {
		method: 'mail.message.list',
		params: { mailboxId: 1, pagination: { limit: 5, offset: 0 } },
	},
	'Turn a support request into a task': {
		method: 'mail.message.createtask',
		params: { messageId: INVOICE.id, description: ITEM.body, responsibleId: 3 },
	},
	'Keep services in line with a table': {
		method: 'mailservice.add',
		params: { NAME: 'Example Mail', SERVER: 'imap.example.com', PORT: '993', ENCRYPTION: 'Y' },
	},
	'Create services from a form': {
		method: 'mailservice.add',
		params: { NAME: 'Example Mail', SERVER: 'imap.example.com', PORT: '993', ENCRYPTION: 'Y' },
	},
	'Find the mailboxes without a sender name': {
		method: 'mail.mailbox.list',
		params: { pagination: { limit: 100, offset: 0 } },
	},
	'Use an icon from a URL': {
		method: 'mailservice.add',
		params: { NAME: 'Example Mail', ICON: ['icon.png', ICON.buffer.toString('base64')] },
	},
	'Read an inactive service': { method: 'mailservice.get', params: { ID: '4' } },
	'Choose between Return All and Limit': {
		method: 'mail.mailbox.list',
		params: { email: 'support@', pagination: { limit: 1, offset: 0 } },
	},
	'Get only some fields': { method: 'mail.mailbox.get', params: { id: 4, select: ['id', 'email'] } },
};

describe('The cookbook’s recipes', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await portalOfRecipes()));
	afterEach(async () => await portal.close());

	it('are all known here', () => {
		expect(RECIPES.map(({ title }) => title)).toEqual(Object.keys(CALLS));
	});

	it.each(RECIPES.map(({ title, rows }) => [title, rows] as const))('%s', async (title, rows) => {
		const { error } = await runOn(portal, parametersIn(rows), { items: [binaryItem(ITEM, ICON)] });
		expect(error).toBeUndefined();
		const { method, params } = portal.calls.at(-1)!;
		expect(asTexts({ method, params })).toEqual(asTexts(CALLS[title]!));
	});

	it('find yesterday’s unread mail, and no other', async () => {
		const { rows } = RECIPES.find(({ title }) => title === UNREAD_MAIL.title)!;
		const { items } = await runOn(portal, parametersIn(rows));
		expect(items.map(({ json }) => json.id)).toEqual([UNREAD_MAIL.yesterdays]);
	});
});

it('What the cookbook says of items that fail is what comes', async () => {
	const portal = await startPortal();
	try {
		const { body } = sectionsOf(readPage('docs/cookbook.md')).find(
			({ title }) => title === 'React to errors',
		)!;
		const fields = rowsBelow({ name: '', text: body }, 'Field').map(([name]) => name!.replaceAll('`', ''));
		const get = {
			resource: 'mailService',
			operation: 'get',
			mailServiceId: { __rl: true, mode: 'id', value: '404' },
		};
		const refused = async (onError: OnError, scopes: string[]) =>
			(await runOn(portal, get, { items: [{ json: { row: 7 } }], onError, rights: { scopes } })).output
				.flat()
				.map(({ json }) => json);

		const [item] = await refused('continueErrorOutput', []);
		expect(Object.keys(item!)).toEqual(expect.arrayContaining(['row', ...fields]));
		const [, code = '?'] = /\*contains\* `(.+?)`/.exec(body) ?? [];
		expect(item!.message).toContain(code);

		const [inLine] = await refused('continueRegularOutput', ['mailservice']);
		const [, first, second] = /two fields only: `(.+?)` and `(.+?)`,/.exec(body) ?? [];
		expect(Object.keys(inLine!)).toEqual([first, second]);
	} finally {
		await portal.close();
	}
});

/** Whether a number travels as a number or as text depends on the way: plain or in a batch. */
const asTexts = (value: object): unknown =>
	JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
		typeof inner === 'number' ? String(inner) : inner,
	);

/** The parameters that a table sets, as a workflow holds them. */
function parametersIn(rows: ReadonlyArray<readonly [string, string]>): INodeParameters {
	const parameters: INodeParameters = {};
	for (const [label, text] of rows) {
		const [outer = '', inner] = label.split(' → ');
		const property = find(properties, outer, parameters);
		if (inner === undefined) {
			parameters[property.name] = valueOf(property, text);
			continue;
		}
		const field = find(property.options as INodeProperties[], inner, parameters);
		const collection = (parameters[property.name] ?? {}) as INodeParameters;
		parameters[property.name] = { ...collection, [field.name]: valueOf(field, text) };
	}
	return parameters;
}

/** The parameter of a label that the panel has for the resource and operation set so far. */
function find(
	among: INodeProperties[],
	label: string,
	{ resource, operation }: INodeParameters,
): INodeProperties {
	const isFor = (names: unknown, value: unknown) => !Array.isArray(names) || names.includes(value);
	const found = among.find(
		({ displayName, displayOptions: { show } = {} }) =>
			displayName === label &&
			isFor(show?.resource, resource) &&
			(operation === undefined || isFor(show?.operation, operation)),
	);
	if (!found) throw new Error(`The panel has no “${label}” for ${String(resource)}/${String(operation)}`);
	return found;
}

function valueOf({ type, options }: INodeProperties, text: string): INodeParameters[string] {
	if (text === '*empty*') return '';
	const [, plain = text] = /^`(.*)`$/.exec(text) ?? [];
	const value = plain.startsWith('{{') ? `=${plain}` : plain;
	if (type === 'resourceLocator') {
		return { __rl: true, mode: 'id', value: valueOf({ type: 'string' } as INodeProperties, text.slice(6)) };
	}
	if (value.startsWith('=')) return value;
	if (type === 'options')
		return (options as INodePropertyOptions[]).find(({ name }) => name === value)!.value;
	if (type === 'boolean') return value === 'On';
	return type === 'number' ? Number(value) : value;
}
