import {
	Workflow,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { Bitrix24MailOAuth2Api } from '../../../../credentials/Bitrix24MailOAuth2Api.credentials';
import { Bitrix24MailWebhookApi } from '../../../../credentials/Bitrix24MailWebhookApi.credentials';
import { ERRORS } from '../../../../nodes/Bitrix24Mail/api/errors';
import { Bitrix24Mail } from '../../../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { Bitrix24MailTrigger } from '../../../../nodes/Bitrix24MailTrigger/Bitrix24MailTrigger.node';
import { nodeTypes } from '../../../engine/nodes';

/**
 * The rules of n8n’s UX guidelines for community nodes that can be checked, over every text of the nodes and their
 * credentials (n8n docs: UX guidelines for community nodes).
 */

const node: INodeTypeDescription = new Bitrix24Mail().description;
const trigger: INodeTypeDescription = new Bitrix24MailTrigger().description;
const credentials = [new Bitrix24MailWebhookApi(), new Bitrix24MailOAuth2Api()];

/** A declaration with its path for the tests’ names, and those inside it. */
function walk(property: INodeProperties, where: string): Array<[string, INodeProperties]> {
	const path = `${where} › ${property.displayName}`;
	const inner =
		property.type === 'collection'
			? (property.options as INodeProperties[]).flatMap((option) => walk(option, path))
			: [];
	return [[path, property], ...inner];
}

const ofNode = [
	...node.properties.flatMap((property) =>
		walk(property, String(property.displayOptions?.show?.resource?.[0] ?? 'node')),
	),
	...trigger.properties.flatMap((property) => walk(property, 'trigger')),
];
const ofCredentials = credentials.flatMap(({ displayName, properties }) =>
	properties.filter(({ type }) => type !== 'hidden').flatMap((property) => walk(property, displayName)),
);
const all = [...ofNode, ...ofCredentials];
const parameters = all.filter(([, { type }]) => type !== 'notice');
const choices = (property: INodeProperties): INodePropertyOptions[] =>
	['options', 'multiOptions'].includes(property.type)
		? ((property.options ?? []) as INodePropertyOptions[])
		: [];
const operations = ofNode
	.filter(([, { name }]) => name === 'operation')
	.flatMap(([, property]) =>
		choices(property).map((option) => ({
			...option,
			resource: String(property.displayOptions?.show?.resource?.[0]),
		})),
	)
	.map((operation): [string, typeof operation] => [`${operation.resource} › ${operation.name}`, operation]);

const LABELS = [
	['the node', node.displayName] as const,
	['the trigger', trigger.displayName] as const,
	...parameters.map(([path, { displayName }]) => [path, displayName] as const),
	...parameters.flatMap(([path, property]) =>
		choices(property).map(({ name }) => [`${path} › ${name}`, name] as const),
	),
	...parameters.flatMap(([path, { modes }]) =>
		(modes ?? []).map(({ displayName }) => [`${path} › ${displayName}`, displayName] as const),
	),
];

const SENTENCES = [
	['the node', node.description] as const,
	['the trigger', trigger.description] as const,
	...all.flatMap(([path, { description, hint }]) =>
		[description, hint].flatMap((text) => (text ? [[path, text] as const] : [])),
	),
	...all
		.filter(([, { type }]) => type === 'notice')
		.map(([path, { displayName }]) => [path, displayName] as const),
	...parameters.flatMap(([path, property]) =>
		choices(property).flatMap(({ name, description }) =>
			description ? [[`${path} › ${name}`, description] as const] : [],
		),
	),
	...parameters.flatMap(([path, { modes }]) =>
		(modes ?? []).flatMap(({ displayName, hint }) =>
			hint ? [[`${path} › ${displayName}`, hint] as const] : [],
		),
	),
	...operations.map(([path, { action }]) => [path, action ?? ''] as const),
];

const SMALL_WORDS = [
	'a',
	'an',
	'and',
	'as',
	'at',
	'by',
	'for',
	'from',
	'in',
	'of',
	'on',
	'or',
	'per',
	'the',
	'to',
	'with',
];

/** Names that keep their capitals within a sentence: of products, of things, and of this panel’s own labels. */
const NAMES = [
	'Bitrix24',
	'n8n',
	'IMAP',
	'ID',
	'IDs',
	'URL',
	'OAuth2',
	'HTTPS',
	'OAuth',
	'Enterprise',
	...LABELS.map(([, label]) => label),
	'CRM',
	'SSL/TLS',
	'SSL',
	// Of Bitrix24’s screens.
	...[
		'Applications',
		'Assign permissions',
		'Common use cases',
		'Connect',
		'Create',
		'Developer resources',
		'Feed',
		'Inbound webhook',
		'Local application',
		'OAuth Redirect URL',
		'Other',
		'Server',
	],
	// Of folders on mail servers.
	...['INBOX/Orders', 'INBOX', 'Sent', 'Spam', 'Trash', 'Archive', '[Gmail]/All Mail'],
].sort((a, b) => b.length - a.length);

const escapeForPattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** What stands in quotes is what Bitrix24 calls it. */
const withoutQuotes = (text: string) => text.replaceAll(/“[^”]*”/g, '“…”');

const withoutNames = (text: string) =>
	NAMES.reduce(
		(rest, name) => rest.replaceAll(new RegExp(`(?<!\\w)${escapeForPattern(name)}(?!\\w)`, 'g'), '…'),
		text,
	);

describe('Text case', () => {
	it.each(LABELS)('%s: the label is in title case', (_, label) => {
		const words = label.split(/[\s/-]+/);
		for (const [index, word] of words.entries()) {
			const isSmall = index > 0 && index < words.length - 1 && SMALL_WORDS.includes(word);
			if (!isSmall) expect(word).toMatch(/^[^a-z]/);
		}
	});

	it.each(SENTENCES)('%s: “%s” is in sentence case', (_, text) => {
		const plain = text.replaceAll(/<[^>]+>/g, '');
		expect(plain).toMatch(/^\S*[A-Z]/);
		const [, ...rest] = withoutNames(withoutQuotes(plain))
			.split(/(?<=[.:?!])\s+/)
			.flatMap((sentence) => ['', ...sentence.split(/\s+/).slice(1)]);
		expect(rest.filter((word) => /^[“(]?[A-Z]/.test(word))).toEqual([]);
	});

	it.each(SENTENCES)('%s: “%s” ends with a full stop only where there are several sentences', (_, text) => {
		const isSeveral = /[.:?!]\s+([A-Z]|n8n)/.test(text.replaceAll('e.g. ', ''));
		expect(text.endsWith('.')).toBe(isSeveral);
	});
});

describe('Wording', () => {
	it.each(parameters.filter(([, { name }]) => !['resource', 'operation'].includes(name)))(
		'%s has a description',
		(_, { type, description }) => {
			// What a collection is for is said by its fields.
			if (type !== 'collection') expect(description).toBeTruthy();
		},
	);

	it.each(parameters.filter(([, { type }]) => type === 'boolean'))(
		'%s: the description of a boolean starts with “Whether”',
		(_, { description }) => expect(description).toMatch(/^Whether /),
	);

	it.each(parameters.filter(([, { placeholder }]) => placeholder !== undefined))(
		'%s: the placeholder is an example, or says what to add',
		(_, { type, placeholder }) => {
			expect(placeholder).toMatch(type === 'collection' ? /^Add [A-Z]\w+$/ : /^e\.g\. \S/);
		},
	);

	it.each(parameters.filter(([, { type, typeOptions }]) => type === 'string' && !typeOptions?.password))(
		'%s: a text has a placeholder',
		(_, { placeholder }) => expect(placeholder).toBeTruthy(),
	);

	it.each([...SENTENCES, ...LABELS])('%s: “%s” has no jargon', (_, text) => {
		expect(withoutQuotes(text)).not.toMatch(
			/\b(v1|v3|REST|JSON|API|HTTP|payload|endpoint|body|query|boolean|integer|string|array|null|parse|key)\b/,
		);
	});

	const TEXTS_OF_ERRORS = ERRORS.map(({ code, what, next }) => [code, `${what}. ${next}`] as const);
	it.each(TEXTS_OF_ERRORS)('%s: the text says what to do, and blames nobody', (_, text) => {
		expect(text).not.toMatch(/\b(error|problem|failure|failed|mistake)s?\b/i);
	});
});

describe('Operations', () => {
	const OBJECTS: Record<string, RegExp> = {
		mailService: /\bmail services?\b|\brecord\b/,
		mailbox: /\b(mailbox(es)?|senders?|sender addresses|names and addresses)\b/,
		message: /\b(messages?|conversation)\b/,
		recipient: /\b(recipients?|contacts?|employees?)\b/,
	};

	it.each(operations)(
		'%s: the action names the resource, without articles',
		(_, { action, name, resource }) => {
			expect(action).toMatch(OBJECTS[resource]!);
			expect(action).not.toMatch(/\b(a|an|the)\b/i);
			// “Get Many” becomes “Get many mailboxes”.
			expect(action!.toLowerCase().startsWith(name.toLowerCase().split(' ')[0]!)).toBe(true);
		},
	);

	it.each(operations)(
		'%s: the description says more than the action',
		(_, { action, description, resource }) => {
			expect(description).toMatch(OBJECTS[resource]!);
			expect(description!.length).toBeGreaterThan(action!.length);
		},
	);

	it.each(operations)('%s: the line below the node shows operation and resource', (_, operation) => {
		const { value, action, resource } = operation;
		const parameters = { resource, operation: value as string };
		const type = 'bitrix24Mail';
		const [position, typeVersion]: [[number, number], number] = [[0, 0], 1];
		const onCanvas = { id: '1', name: 'Bitrix24 Mail', type, typeVersion, position, parameters };
		const workflow = new Workflow({
			nodes: [onCanvas],
			connections: {},
			active: false,
			nodeTypes: nodeTypes({ [type]: new Bitrix24Mail() }),
		});
		const subtitle = workflow.expression.getSimpleParameterValue(onCanvas, node.subtitle, 'internal', {});
		expect(subtitle).toBe(action);
	});
});

describe('Order and parts', () => {
	it.each(parameters.filter(([, property]) => choices(property).length > 0))(
		'%s: the options are in alphabetical order',
		(_, property) => {
			const names = choices(property).map(({ name }) => name);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		},
	);

	it.each(parameters.filter(([, { type }]) => type === 'collection'))(
		'%s: the fields to add are in alphabetical order',
		(_, { options }) => {
			const labels = (options as INodeProperties[]).map(({ displayName }) => displayName);
			expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
		},
	);

	it.each(ofNode.filter(([, { type }]) => type === 'resourceLocator'))(
		'%s: one chooses from a list that can be searched, or types',
		(_, { default: byDefault, modes }) => {
			expect(byDefault).toEqual({ mode: 'list', value: '' });
			expect(modes![0]).toMatchObject({ displayName: 'From List', typeOptions: { searchable: true } });
			for (const { displayName } of modes!.slice(1)) expect(displayName).toMatch(/^By /);
			for (const { type, placeholder } of modes!) {
				expect(placeholder).toMatch(type === 'list' ? /^Select an? .+…$/ : /^e\.g\. /);
			}
		},
	);

	const USUAL: Record<string, [label: string, description: string]> = {
		returnAll: ['Return All', 'Whether to return all results or only up to a given limit'],
		limit: ['Limit', 'Max number of results to return'],
		simplify: ['Simplify', 'Whether to return a simplified version of the response instead of the raw data'],
	};
	it.each(ofNode.filter(([, { name }]) => name in USUAL))('%s: the usual words', (_, property) => {
		expect([property.displayName, property.description]).toEqual(USUAL[property.name]);
	});

	it('OAuth2 is offered', () => {
		expect(node.credentials!.map(({ name }) => name)).toContain('bitrix24MailOAuth2Api');
	});

	it.each(ofCredentials.filter(([, { name }]) => /secret|webhookUrl|token$/i.test(name)))(
		'%s is masked',
		(_, { typeOptions }) => expect(typeOptions?.password).toBe(true),
	);
});
