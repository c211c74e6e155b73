import { NodeHelpers, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { Bitrix24Mail } from '../../../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { binaryItem } from '../../../engine';
import { startPortal, type Portal } from '../../../../sandbox/portal';
import { AUTHENTICATIONS, byId, runOn } from '../../../support/node';

/** The eleven operations: what the user sets, what must go over the wire, what must come out. */
interface Case {
	name: string;
	parameters: INodeParameters;
	method: string;
	version: 'v1' | 'v3';
	body: unknown;
	output: (portal: Portal) => IDataObject[];
}

const SERVICE = {
	ID: '31',
	SITE_ID: 's1',
	ACTIVE: 'Y',
	SORT: '600',
	NAME: 'Company Mail',
	SERVER: 'imap.example.com',
	PORT: '993',
	ENCRYPTION: 'Y',
	LINK: 'https://mail.example.com/',
};
const MAILBOXES = [
	{ id: 4, name: 'Sales', email: 'sales@example.com', senderName: 'Sales Team' },
	{ id: 7, name: 'Support', email: 'support@example.com', senderName: 'Help Desk' },
];
const SIMPLIFIED = {
	id: 31,
	name: 'Company Mail',
	active: true,
	server: 'imap.example.com',
	port: 993,
	encryption: true,
	link: 'https://mail.example.com/',
	sort: 600,
	icon: null,
	siteId: 's1',
};

/** What a PNG starts with. */
const PICTURE = Buffer.from('89504e470d0a1a0a0000', 'hex');

const CASES: Case[] = [
	{
		name: 'Mail Service: Create',
		parameters: {
			resource: 'mailService',
			operation: 'create',
			name: 'New Mail',
			additionalFields: {
				active: false,
				server: 'IMAP.New.example.com',
				port: 143,
				encryption: false,
				link: 'https://new.example.com/?a=1&b=2',
				sort: 500,
			},
		},
		method: 'mailservice.add',
		version: 'v1',
		body: {
			NAME: 'New Mail',
			ACTIVE: 'N',
			SERVER: 'IMAP.New.example.com',
			PORT: 143,
			ENCRYPTION: 'N',
			LINK: 'https://new.example.com/?a=1&b=2',
			SORT: 500,
		},
		output: (portal) => [{ id: Number(portal.services.at(-1)?.ID), created: true }],
	},
	{
		name: 'Mail Service: Delete',
		parameters: { resource: 'mailService', operation: 'delete', mailServiceId: byId('31') },
		method: 'mailservice.delete',
		version: 'v1',
		body: { ID: 31 },
		output: () => [{ id: 31, deleted: true }],
	},
	{
		name: 'Mail Service: Get',
		parameters: { resource: 'mailService', operation: 'get', mailServiceId: byId('31') },
		method: 'mailservice.get',
		version: 'v1',
		body: { ID: 31 },
		output: () => [SIMPLIFIED],
	},
	{
		name: 'Mail Service: Get Fields',
		parameters: { resource: 'mailService', operation: 'getFields' },
		method: 'mailservice.fields',
		version: 'v1',
		body: {},
		output: () =>
			['ID', 'SITE_ID', 'ACTIVE', 'NAME', 'SERVER', 'PORT', 'ENCRYPTION', 'LINK', 'ICON', 'SORT'].map(
				(name) => ({
					name,
					title: expect.any(String) as string,
				}),
			),
	},
	{
		name: 'Mail Service: Get Many',
		parameters: { resource: 'mailService', operation: 'getAll' },
		method: 'mailservice.list',
		version: 'v1',
		body: {},
		output: () => [SIMPLIFIED],
	},
	{
		name: 'Mail Service: Update',
		parameters: {
			resource: 'mailService',
			operation: 'update',
			mailServiceId: byId(31),
			updateFields: { name: 'Renamed', active: false, port: 995 },
		},
		method: 'mailservice.update',
		version: 'v1',
		body: { ID: 31, NAME: 'Renamed', ACTIVE: 'N', PORT: 995 },
		output: () => [{ id: 31, updated: true }],
	},
	{
		name: 'Mailbox: Get',
		parameters: {
			resource: 'mailbox',
			operation: 'get',
			mailboxId: byId('4'),
			options: { fields: ['id', 'email'] },
		},
		method: 'mail.mailbox.get',
		version: 'v3',
		body: { id: 4, select: ['id', 'email'] },
		output: () => [{ id: 4, email: 'sales@example.com' }],
	},
	{
		name: 'Mailbox: Get Field',
		parameters: {
			resource: 'mailbox',
			operation: 'getField',
			fieldName: 'email',
			options: { properties: ['name', 'type'] },
		},
		method: 'mail.mailbox.field.get',
		version: 'v3',
		body: { name: 'email', select: ['name', 'type'] },
		output: () => [{ name: 'email', type: 'string' }],
	},
	{
		name: 'Mailbox: Get Fields',
		parameters: { resource: 'mailbox', operation: 'getFields', options: { properties: ['name'] } },
		method: 'mail.mailbox.field.list',
		version: 'v3',
		body: { select: ['name'] },
		output: () => ['id', 'name', 'email', 'senderName'].map((name) => ({ name })),
	},
	{
		name: 'Mailbox: Get Many',
		parameters: {
			resource: 'mailbox',
			operation: 'getAll',
			returnAll: false,
			limit: 10,
			filters: { name: 'SUPP', email: '@example.com' },
		},
		method: 'mail.mailbox.list',
		version: 'v3',
		body: { name: 'SUPP', email: '@example.com', pagination: { limit: 10, offset: 0 } },
		output: () => [MAILBOXES[1]!],
	},
	{
		name: 'Mailbox: Get Senders',
		parameters: { resource: 'mailbox', operation: 'getSenders', returnAll: true },
		method: 'mail.mailbox.senders',
		version: 'v3',
		body: { pagination: { limit: 100, offset: 0 } },
		output: () =>
			MAILBOXES.map(({ email, senderName }) =>
				expect.objectContaining({ email, name: senderName, sender: `${senderName} <${email}>` }),
			) as IDataObject[],
	},
];

const { description } = new Bitrix24Mail();

describe('The eleven operations', () => {
	let portal: Portal;

	beforeEach(async () => {
		portal = await startPortal({
			services: [{ ...SERVICE }],
			mailboxes: MAILBOXES.map((box) => ({ ...box })),
		});
	});
	afterEach(async () => await portal.close());

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		it.each(CASES)('$name', async ({ parameters, method, version, body, output }) => {
			const { items, error, credential } = await runOn(portal, parameters, { authentication });

			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual(output(portal));
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));

			expect(portal.requests).toHaveLength(1);
			const [request] = portal.requests;
			const webhookPath = new URL(String(credential.webhookUrl ?? portal.url)).pathname.replace('/rest/', '');
			const secret = authentication === 'webhook' ? webhookPath : '';
			expect(request).toMatchObject({
				method: 'POST',
				version,
				restMethod: method,
				path: version === 'v1' ? `/rest/${secret}${method}` : `/rest/api/${secret}${method}`,
			});
			expect(request!.body ?? {}).toEqual(body);
			if (Object.keys(body as object).length > 0) {
				expect(request!.headers['content-type']).toBe('application/json');
			}
			const token = (credential.oauthTokenData as IDataObject | undefined)?.access_token;
			expect(request!.headers.authorization).toBe(
				authentication === 'webhook' ? undefined : `Bearer ${String(token)}`,
			);
		});
	});

	it('Get of a mailbox asks for all fields when none is chosen', async () => {
		await runOn(portal, {
			resource: 'mailbox',
			operation: 'get',
			mailboxId: byId('4'),
			options: { fields: [] },
		});
		expect(portal.requests[0]!.body).toEqual({ id: 4 });
	});

	it('the order of a simplified service’s fields is fixed', async () => {
		const { items } = await runOn(portal, { resource: 'mailService', operation: 'getAll' });
		expect(Object.keys(items[0]!.json)).toEqual(Object.keys(SIMPLIFIED));
	});

	it('null stays null in a simplified service', async () => {
		Object.assign(portal.services[0]!, { PORT: null, SERVER: null, LINK: null });
		const { items } = await runOn(portal, {
			resource: 'mailService',
			operation: 'get',
			mailServiceId: byId('31'),
		});
		expect(items[0]!.json).toMatchObject({ port: null, server: null, link: null });
	});

	it.each(['get', 'getAll'])(
		'%s of services gives what the portal sent when not simplified',
		async (operation) => {
			const parameters = { resource: 'mailService', operation, mailServiceId: byId('31'), simplify: false };
			const { items } = await runOn(portal, parameters);
			expect(items[0]!.json).toMatchObject({
				...SERVICE,
				ICON: null,
				SMTP_SERVER: null,
				UPLOAD_OUTGOING: null,
			});
		},
	);

	describe('What Create sends of the fields that the panel shows from the start', () => {
		const sentBy = async (parameters: INodeParameters) => {
			await runOn(portal, { resource: 'mailService', name: 'New', ...parameters });
			return portal.calls.at(-1)!.params;
		};

		it('is what it shows, without an empty Server, in a new node', async () => {
			const shown = NodeHelpers.getNodeParameters(
				description.properties,
				{ resource: 'mailService', operation: 'create' },
				true,
				false,
				{ typeVersion: 1 },
				description,
			)!;
			expect(shown.additionalFields).toEqual({ server: '', port: 993, encryption: true });
			const { additionalFields } = shown;
			const sent = { NAME: 'New', PORT: 993, ENCRYPTION: 'Y' };
			expect(await sentBy({ operation: 'create', additionalFields })).toEqual(sent);
			expect(await sentBy({ operation: 'create' })).toEqual(sent);
		});

		it.each([
			[{}, { NAME: 'New' }],
			[{ link: 'https://a.example.com/' }, { NAME: 'New', LINK: 'https://a.example.com/' }],
			[{ port: 143 }, { NAME: 'New', PORT: 143 }],
		])('is what a saved workflow holds, and no more: %j', async (additionalFields, sent) => {
			expect(await sentBy({ operation: 'create', additionalFields })).toEqual(sent);
		});

		it.each([{}, { additionalFields: {} }])('is not sent by Create or Update: %j', async (parameters) => {
			expect(await sentBy({ operation: 'upsert', ...parameters })).toEqual({ NAME: 'New' });
			const before = { ...portal.services[0]! };
			await runOn(portal, {
				resource: 'mailService',
				operation: 'upsert',
				name: 'Company Mail',
				...parameters,
			});
			expect(portal.services[0]).toEqual(before);
		});
	});

	it('Create sends the icon of a binary field with its file name', async () => {
		const file = { property: 'logo', fileName: 'logo.png', mimeType: 'image/png', buffer: PICTURE };
		const { items, error } = await runOn(
			portal,
			{
				resource: 'mailService',
				operation: 'create',
				name: 'With Icon',
				additionalFields: { iconBinaryPropertyName: 'logo' },
			},
			{ items: [binaryItem({}, file)] },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(portal.requests[0]!.body).toEqual({
			NAME: 'With Icon',
			ICON: ['logo.png', PICTURE.toString('base64')],
		});
	});

	it('Update replaces the icon', async () => {
		const parameters = {
			resource: 'mailService',
			operation: 'update',
			mailServiceId: byId('31'),
			updateFields: { iconBinaryPropertyName: 'logo' },
		};
		const file = { property: 'logo', fileName: 'new.png', mimeType: 'image/png', buffer: PICTURE };
		const { items } = await runOn(portal, parameters, { items: [binaryItem({}, file)] });
		expect(items[0]!.json).toEqual({ id: 31, updated: true });
		expect(portal.requests[0]!.body).toEqual({ ID: 31, ICON: ['new.png', PICTURE.toString('base64')] });
	});

	it('values arrive in the portal as they were typed', async () => {
		const name = 'A&B = 100% + "quotes" \'single\'\n2nd line 📬 $result[x][ID] <b>';
		const { error } = await runOn(portal, { resource: 'mailService', operation: 'create', name });
		expect(error).toBeUndefined();
		expect(portal.services.at(-1)!.NAME).toBe(name);
	});

	it('a portal without active services has an empty list, in every language', async () => {
		for (const language of ['en', 'ru', 'de'] as const) {
			portal.setLanguage(language);
			portal.services.length = 0;
			const { items, error } = await runOn(portal, { resource: 'mailService', operation: 'getAll' });
			expect(error).toBeUndefined();
			expect(items).toEqual([]);
		}
	});

	it('each output item is paired with its input item', async () => {
		const items = [4, 7, 4].map((id) => ({ json: { id } }));
		const mailboxId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
		const run = await runOn(portal, { resource: 'mailbox', operation: 'get', mailboxId }, { items });
		expect(run.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[4, { item: 0 }],
			[7, { item: 1 }],
			[4, { item: 2 }],
		]);
		const lists = await runOn(portal, { resource: 'mailbox', operation: 'getAll' }, { items });
		expect(lists.items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			0, 0, 1, 1, 2, 2,
		]);
	});
});
