import {
	NodeHelpers,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { Bitrix24Mail } from '../../../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { runAgent, TOOL_TYPE, WAYS } from '../../../engine/tool';
import { startPortal, type Portal } from '../../../../sandbox/portal';
import { byId, credentialFor, runOn } from '../../../support/node';
import { askTool, fromAI, locatedByAI, TOOL } from '../../../support/tool';

let portal: Portal;
beforeEach(async () => {
	portal = await startPortal();
});
afterEach(async () => await portal.close());

/** What the portal carried out: methods and parameters. */
const carriedOut = () => portal.calls.map(({ method, params }) => [method, params]);

const getService = { resource: 'mailService', operation: 'get', mailServiceId: locatedByAI('Mail_Service') };
const getMailbox = {
	resource: 'mailbox',
	operation: 'get',
	mailboxId: locatedByAI('Mailbox'),
	options: { fields: fromAI('Fields') },
};
const findMailboxes = {
	resource: 'mailbox',
	operation: 'getAll',
	returnAll: fromAI('Return_All', 'boolean'),
	limit: fromAI('Limit', 'number'),
	filters: { email: fromAI('Email'), name: fromAI('Name') },
};
const createService = {
	resource: 'mailService',
	operation: 'create',
	name: fromAI('Name'),
	additionalFields: {
		active: fromAI('Active', 'boolean'),
		port: fromAI('Port', 'number'),
		server: fromAI('Server'),
	},
};
const updateService = {
	resource: 'mailService',
	operation: 'update',
	mailServiceId: locatedByAI('Mail_Service'),
	updateFields: { name: fromAI('Name'), link: fromAI('Link'), port: fromAI('Port', 'number') },
};

describe('What n8n tells a model of the tool', () => {
	it('is the operation, and an argument for each parameter that the model is to define', async () => {
		const { offers } = await askTool(portal, findMailboxes, []);
		expect(offers).toEqual([
			{
				name: TOOL,
				description: 'Get many mailboxes in Bitrix24 Mail',
				arguments: {
					Return_All: { type: 'boolean' },
					Limit: { type: 'number' },
					Email: { type: 'string' },
					Name: { type: 'string' },
				},
			},
		]);
	});

	it('is what the user wrote, where the user did', async () => {
		const parameters = {
			...getService,
			mailServiceId: byId(fromAI('Mail_Service', 'string', 'ID of a mail service')),
			descriptionType: 'manual',
			toolDescription: 'Looks up an IMAP server',
		};
		const { offers } = await askTool(portal, parameters, []);
		expect(offers[0]).toMatchObject({
			description: 'Looks up an IMAP server',
			arguments: { Mail_Service: { type: 'string', description: 'ID of a mail service' } },
		});
	});
});

describe.each(WAYS)('A tool, called by way of “%s”', (way) => {
	const answersTo = async (parameters: INodeParameters, calls: IDataObject[]) =>
		(await askTool(portal, parameters, calls, way)).answered.map(({ answer }) => answer);

	it.each<[string, INodeParameters, IDataObject, string, object]>([
		['a record by its ID', getService, { Mail_Service: '1' }, 'mailservice.get', { ID: 1 }],
		[
			'a record with chosen fields',
			getMailbox,
			{ Mailbox: '2', Fields: 'email,name' },
			'mail.mailbox.get',
			{ id: 2, select: ['email', 'name'] },
		],
		[
			'a filtered list',
			findMailboxes,
			{ Return_All: false, Limit: 2, Email: 'support', Name: '' },
			'mail.mailbox.list',
			{ email: 'support', pagination: { limit: 2, offset: 0 } },
		],
		[
			'a new record',
			createService,
			{ Name: 'By a model', Active: false, Port: 143, Server: 'imap.example.net' },
			'mailservice.add',
			{ NAME: 'By a model', ACTIVE: 'N', PORT: 143, SERVER: 'imap.example.net' },
		],
		[
			'a new record, with what the panel starts with',
			{ resource: 'mailService', operation: 'create', name: fromAI('Name') },
			{ Name: 'By a model' },
			'mailservice.add',
			{ NAME: 'By a model', PORT: 993, ENCRYPTION: 'Y' },
		],
		[
			'a change, empty arguments left out',
			updateService,
			{ Mail_Service: '1', Name: '', Link: '', Port: 143 },
			'mailservice.update',
			{ ID: 1, PORT: 143 },
		],
	])('sends the request that the arguments ask for: %s', async (_what, parameters, args, method, params) => {
		const [answer] = await answersTo(parameters, [args]);
		expect(carriedOut()).toEqual([[method, params]]);
		expect(JSON.parse(answer!)).toEqual([expect.not.objectContaining({ error: expect.anything() })]);
	});

	it.each<[string, INodeParameters, IDataObject, RegExp]>([
		[
			'a name for an ID',
			getService,
			{ Mail_Service: 'Company Mail' },
			/“Mail Service” must be an ID, but is “Company Mail”.*whole number of at least 1/,
		],
		['no ID', getService, { Mail_Service: '' }, /“Mail Service” is empty.*whole number of at least 1/],
		[
			'no name',
			createService,
			{ Name: ' ', Active: true, Port: 993, Server: '' },
			/“Name” is empty. Enter a value/,
		],
		[
			'a port that is none',
			createService,
			{ Name: 'A', Active: true, Port: 99999, Server: '' },
			/“Port” must be a whole number from 1 to 65535, but is 99999/,
		],
		[
			'nothing to change',
			{ ...updateService, updateFields: { name: fromAI('Name'), link: fromAI('Link') } },
			{ Mail_Service: '1', Name: '', Link: '' },
			/“Update Fields” is empty. Add at least one/,
		],
		[
			'a limit of none',
			findMailboxes,
			{ Return_All: false, Limit: 0, Email: '', Name: '' },
			/“Limit” must be a whole number of at least 1, but is 0/,
		],
	])('says what is wrong with %s, and sends nothing', async (_what, parameters, args, expected) => {
		const [answer] = await answersTo(parameters, [args]);
		expect(answer).toMatch(expected);
		expect(answer!.match(/Nothing was sent to Bitrix24/g)).toHaveLength(1);
		expect(portal.requests).toHaveLength(0);
	});

	it.each<[string, INodeParameters, IDataObject, RegExp]>([
		[
			'a record that is not there',
			getService,
			{ Mail_Service: '9999' },
			/“Mail Service”: there is no mail service with ID 9999.*Use Get Many to list the IDs/,
		],
		[
			'a field that is not known',
			getMailbox,
			{ Mailbox: '1', Fields: 'host' },
			/“Field Names or IDs” contains an unknown field.*Unknown field `host`/,
		],
	])('says what the portal refused, and why: %s', async (_what, parameters, args, expected) => {
		const [answer] = await answersTo(parameters, [args]);
		expect(answer).toMatch(expected);
	});

	it('lets a model correct itself', async () => {
		const result = await runAgent({
			credential: credentialFor(portal, 'webhook'),
			tools: { 'Bitrix24 Mail': { authentication: 'webhook', ...getService } },
			way,
			model: (_offers, answered) => {
				if (answered.length === 0) return [{ tool: TOOL, arguments: { Mail_Service: 'the first' } }];
				const least = /at least (\d+)/.exec(answered.at(-1)!.answer)?.[1];
				return least === undefined ? [] : [{ tool: TOOL, arguments: { Mail_Service: least } }];
			},
		});
		expect(result.answered).toHaveLength(2);
		expect(JSON.parse(result.answered[1]!.answer)).toEqual([expect.objectContaining({ id: 1 })]);
		expect(result.error).toBeUndefined();
	});

	it('tells nobody the secret, whatever the portal says', async () => {
		const code = 'recognisable0secret';
		const webhookUrl = portal.webhook({ code });
		portal.refuse('ACCESS_DENIED', { text: `Denied for ${webhookUrl}`, times: 1 });
		const { answered, run, log } = await runAgent({
			credential: { type: 'bitrix24MailWebhookApi', data: { webhookUrl } },
			tools: { 'Bitrix24 Mail': { authentication: 'webhook', ...getService } },
			way,
			model: (_offers, { length }) => [[{ tool: TOOL, arguments: { Mail_Service: '1' } }]][length] ?? [],
		});
		expect(answered[0]!.answer).toMatch(/plan doesn’t include the REST API.*ACCESS_DENIED/);
		expect(JSON.stringify([answered, run, log])).not.toContain(code);
	});

	it('goes to the portal of its own credential, be several tools at one agent', async () => {
		const other = await startPortal();
		try {
			const tools = {
				First: { authentication: 'webhook', ...getService },
				Second: { authentication: 'oAuth2', ...getService },
			};
			const { answered } = await runAgent({
				credential: credentialFor(portal, 'webhook'),
				credentials: { Second: credentialFor(other, 'oAuth2') },
				tools,
				way,
				model: (_offers, done) =>
					done.length > 0
						? []
						: Object.keys(tools).map((tool) => ({ tool, arguments: { Mail_Service: '1' } })),
			});
			expect(answered.map(({ answer }) => answer)).toEqual(
				Array(2).fill(expect.stringContaining('Company Mail')),
			);
			expect(portal.calls).toHaveLength(1);
			expect(other.calls).toHaveLength(1);
		} finally {
			await other.close();
		}
	});

	it('looks at the portal anew with each call', async () => {
		const parameters = { resource: 'mailService', operation: 'upsert', name: fromAI('Name') };
		const call = { tool: TOOL, arguments: { Name: 'By a model' } };
		const { answered } = await runAgent({
			credential: credentialFor(portal, 'webhook'),
			tools: { 'Bitrix24 Mail': { authentication: 'webhook', ...parameters } },
			way,
			model: (_offers, { length }) => {
				// Somebody deletes it meanwhile.
				if (length === 1)
					portal.services.splice(
						portal.services.findIndex(({ NAME }) => NAME === 'By a model'),
						1,
					);
				return length < 2 ? [call] : [];
			},
		});
		const created = answered.map(({ answer }) => (JSON.parse(answer) as IDataObject[])[0]!.created);
		expect(created).toEqual([true, true]);
	});
});

describe('What models send in place of what they were asked for', () => {
	// The engine’s way only: the other checks the arguments’ types before the node gets to see them.
	it.each<[string, INodeParameters, IDataObject, unknown]>([
		['a number for an ID', getService, { Mail_Service: 1 }, { ID: 1 }],
		['blanks around it', getService, { Mail_Service: ' 1 ' }, { ID: 1 }],
		['a list of names', getMailbox, { Mailbox: 1, Fields: ['email'] }, { id: 1, select: ['email'] }],
		[
			'a list as JSON',
			getMailbox,
			{ Mailbox: 1, Fields: '["email", "id"]' },
			{ id: 1, select: ['email', 'id'] },
		],
		['an empty list of names', getMailbox, { Mailbox: 1, Fields: [] }, { id: 1 }],
		[
			'texts for numbers and booleans',
			createService,
			{ Name: 'A', Active: 'False', Port: '143', Server: 'imap.example.com' },
			{ NAME: 'A', ACTIVE: 'N', PORT: 143, SERVER: 'imap.example.com' },
		],
		[
			'yes and no, and null',
			createService,
			{ Name: 'A', Active: 'yes', Port: null, Server: null },
			{ NAME: 'A', ACTIVE: 'Y' },
		],
		[
			'a text for Return All',
			findMailboxes,
			{ Return_All: 'true', Limit: 1, Email: '', Name: '' },
			{ pagination: { limit: 100, offset: 0 } },
		],
		[
			'a text for a limit',
			findMailboxes,
			{ Return_All: 'false', Limit: '2', Email: '', Name: '' },
			{ pagination: { limit: 2, offset: 0 } },
		],
		[
			'blanks for what is not to change',
			updateService,
			{ Mail_Service: 1, Name: ' ', Link: ' ', Port: ' 143 ' },
			{ ID: 1, PORT: 143 },
		],
		[
			'no limit',
			findMailboxes,
			{ Return_All: false, Limit: '', Email: '', Name: '' },
			{ pagination: { limit: 50, offset: 0 } },
		],
	])('%s', async (_what, parameters, args, params) => {
		const { answered } = await askTool(portal, parameters, [args]);
		expect(answered[0]!.answer).not.toContain('error');
		expect(carriedOut()).toEqual([[expect.any(String), params]]);
	});

	it('is refused in words where it makes no sense', async () => {
		const args = { Name: 'A', Active: 'perhaps', Port: 993, Server: 'imap.example.com' };
		const { answered } = await askTool(portal, createService, [args]);
		expect(answered[0]!.answer).toMatch(/“Active” must be true or false, but is “perhaps”/);
	});
});

/** What a model may send for each parameter, by the parameter’s label. */
const SAMPLES: Record<string, string | number | boolean> = {
	Active: false,
	BCC: 'eva.novak@example.org',
	CC: 'ben.okafor@example.org',
	Description: 'Please look at it',
	Email: 'support',
	Encryption: true,
	End: '2026-01-16T11:00:00',
	'Field Name': 'id',
	'Field Names or IDs': 'email',
	Fields: 'email',
	Folder: 'INBOX',
	From: 'sales@example.com',
	'Has Attachments': false,
	'Include Body': true,
	Limit: 5,
	Link: 'https://mail.example.com/',
	'Mail Service': '1',
	Mailbox: '2',
	'Max Body Length': 100,
	Message: '1',
	'Message Text': 'Thank you.',
	Name: 'Support',
	'Output Fields': 'name',
	Port: 143,
	Properties: 'type',
	'Received After': '2026-01-12T00:00:00Z',
	'Received Before': '2026-01-15T00:00:00Z',
	'Reply to All': false,
	'Responsible User ID': 1,
	'Return All': false,
	Search: 'ann',
	Sender: 'example.org',
	Server: 'imap.example.com',
	Simplify: true,
	'Sort Order': 300,
	Start: '2026-01-16T10:00:00',
	Subject: 'Your order',
	'Target Folder': 'Drafts',
	Title: 'Your order',
	To: 'ann.lee@example.org',
};

/** A tool has no input items, and so no file. */
const NOT_FOR_TOOLS = ['Icon Input Binary Field'];

describe('Each parameter that the editor lets a model define', () => {
	const { description } = new Bitrix24Mail();
	const node = { typeVersion: 1 };
	const operations = description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as INodePropertyOptions[]).map(
				({ value }) => [displayOptions!.show!.resource![0] as string, value as string] as const,
			),
		);

	/** As n8n’s editor decides it: none with fixed choices, none that takes no expression, no remark. */
	const isOffered = ({ type, noDataExpression, displayName }: INodeProperties) =>
		type !== 'options' && type !== 'notice' && !noDataExpression && !NOT_FOR_TOOLS.includes(displayName);

	const argumentOf = ({ displayName }: INodeProperties) => displayName.replace(/[^a-zA-Z0-9-]/g, '_');

	const valueOf = (property: INodeProperties): INodeParameters[string] => {
		const { type, modes } = property;
		const isTyped = type === 'number' || type === 'boolean';
		if (type === 'resourceLocator') return locatedByAI(argumentOf(property), modes!.at(-1)!.name);
		return fromAI(argumentOf(property), isTyped ? type : 'string');
	};

	/** Those that the panel shows of the given ones. */
	const offeredOf = (all: INodeProperties[], parameters: INodeParameters) =>
		all.filter(
			(property) =>
				isOffered(property) &&
				NodeHelpers.displayParameter(parameters, property, node, { ...description, name: TOOL_TYPE }),
		);

	const cases = operations.flatMap(([resource, operation]) =>
		WAYS.map((way) => [resource, operation, way] as const),
	);

	it.each(cases)('arrives at the portal: %s › %s, by way of “%s”', async (resource, operation, way) => {
		const choice: INodeParameters = { resource, operation, returnAll: false, output: 'selectedFields' };
		const parameters = { ...choice };
		const defined: INodeProperties[] = [];
		for (const property of offeredOf(description.properties, choice)) {
			const fields = offeredOf((property.options ?? []) as INodeProperties[], choice);
			const isCollection = property.type === 'collection';
			defined.push(...(isCollection ? fields : [property]));
			parameters[property.name] = isCollection
				? Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]))
				: valueOf(property);
		}
		const labels = defined.map(({ displayName }) => displayName);
		expect(labels.filter((label) => !(label in SAMPLES))).toEqual([]);
		const args = Object.fromEntries(
			defined.map((property) => [argumentOf(property), SAMPLES[property.displayName]!]),
		);
		const { offers, answered } = await askTool(portal, parameters, [args], way);
		expect(Object.keys(offers[0]!.arguments).sort()).toEqual(Object.keys(args).sort());
		expect(answered[0]!.answer).not.toMatch(/"error"|Could not|did not match/);
		expect(portal.calls.length).toBeGreaterThan(0);
	});
});

it('Return All by an expression reads all of a list, in a workflow as well', async () => {
	const parameters = { resource: 'mailbox', operation: 'getAll', limit: 1 };
	const all = await runOn(portal, { ...parameters, returnAll: '={{ 1 === 1 }}' });
	expect(all.items).toHaveLength(portal.mailboxes.length);
	const one = await runOn(portal, { ...parameters, returnAll: '={{ 1 === 2 }}' });
	expect(one.items).toHaveLength(1);
});
