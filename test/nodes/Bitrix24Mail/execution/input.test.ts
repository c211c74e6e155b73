import type { INodeParameters } from 'n8n-workflow';
import { binaryItem } from '../../../engine';
import {
	manyMailboxes,
	manyServices,
	startPortal,
	type Portal,
	type PortalOptions,
} from '../../../../sandbox/portal';
import { byId, runOn } from '../../../support/node';

const create = (additionalFields: INodeParameters, name: unknown = 'New'): INodeParameters => ({
	resource: 'mailService',
	operation: 'create',
	name: name as string,
	additionalFields,
});
const update = (updateFields: INodeParameters): INodeParameters => ({
	resource: 'mailService',
	operation: 'update',
	mailServiceId: byId('1'),
	updateFields,
});
const keeping = (updateFields: INodeParameters): INodeParameters => ({
	...update(updateFields),
	emptyValues: 'keep',
});
const upsert = (additionalFields: INodeParameters, name = 'New'): INodeParameters => ({
	...create(additionalFields, name),
	operation: 'upsert',
});
const withId = (operation: string, value: unknown): INodeParameters => ({
	resource: 'mailService',
	operation,
	mailServiceId: byId(value as string),
});

/** From expressions: what is typed, n8n itself refuses by the pattern of the field. */
const BAD_IDS: Array<[string, unknown]> = [
	['nothing', '={{ "" }}'],
	['zero', '={{ "0" }}'],
	['a negative number', '={{ -5 }}'],
	['a fraction', '={{ 1.5 }}'],
	['letters', '={{ "abc" }}'],
	['digits and letters', '={{ "12abc" }}'],
	['a number too large to be exact', '={{ 1e20 }}'],
	['an exponent in text', '={{ "1e3" }}'],
	['hexadecimal', '={{ "0x1F" }}'],
	['a list', '={{ [31] }}'],
	['an object', '={{ ({ id: 31 }) }}'],
	['true', '={{ true }}'],
	['null', '={{ null }}'],
	['undefined', '={{ $json.missing }}'],
	['NaN', '={{ 0/0 }}'],
];

/** What a cell of a table without anything in it may come as. */
const BLANKS: Array<[string, string]> = [
	['an empty text', '={{ "" }}'],
	['blanks', '={{ " \\t" }}'],
	['null', '={{ null }}'],
	['no column', '={{ $json.missing }}'],
];

/** One character more than the database has room for; two UTF-16 units each. */
const LONG = '📬'.repeat(256);

/** What is entered, the parameter's label that the error must name, and a word of the advice. */
const BAD_VALUES: Array<[string, INodeParameters, string, RegExp]> = [
	['no name', create({}, '={{ "" }}'), 'Name', /Enter a value/],
	['a name of blanks', create({}, '={{ "   " }}'), 'Name', /Enter a value/],
	['an object as a name', create({}, '={{ ({ a: 1 }) }}'), 'Name', /text/],
	['a list as a name', create({}, '={{ ["a"] }}'), 'Name', /text/],
	['port 0', create({ port: 0 }), 'Port', /from 1 to 65535/],
	['port 65536', create({ port: 65536 }), 'Port', /from 1 to 65535/],
	['a fraction as a port', create({ port: 99.5 }), 'Port', /from 1 to 65535/],
	['a text as a port', create({ port: '={{ "imap" }}' }), 'Port', /from 1 to 65535/],
	['a negative sort order', create({ sort: -1 }), 'Sort Order', /from 1 to 2147483647/],
	['sort order 0', create({ sort: 0 }), 'Sort Order', /from 1 to 2147483647/],
	[
		'a sort order too large for the database',
		create({ sort: 2 ** 31 }),
		'Sort Order',
		/from 1 to 2147483647/,
	],
	['a name too long for the database', create({}, LONG), 'Name', /longer than 255.*It has 256 characters/],
	['a server too long for the database', create({ server: LONG }), 'Server', /longer than 255/],
	['a link too long for the database', create({ link: LONG }), 'Link', /longer than 255/],
	['a link too long in an update', update({ link: LONG }), 'Link', /longer than 255/],
	['a name too long in an update', update({ name: LONG }), 'Name', /longer than 255/],
	['a name too long to be found again', upsert({}, LONG), 'Name', /longer than 255/],
	['a text as a sort order', create({ sort: '={{ "first" }}' }), 'Sort Order', /whole number/],
	['a word as a switch', create({ active: '={{ "maybe" }}' }), 'Active', /on or off/],
	['an object as encryption', create({ encryption: '={{ ({}) }}' }), 'Encryption', /on or off/],
	['an object as a server', create({ server: '={{ ({}) }}' }), 'Server', /text/],
	[
		'an object as a binary field’s name',
		create({ iconBinaryPropertyName: '={{ ({}) }}' }),
		'Icon Input Binary Field',
		/binary field/,
	],
	[
		'a binary field that is not there',
		create({ iconBinaryPropertyName: 'data' }),
		'Icon Input Binary Field',
		/no file there/,
	],
	['nothing to update', update({}), 'Update Fields', /at least one field/],
	['an empty name in an update', update({ name: '' }), 'Name', /can’t clear fields.*“Empty Values”/],
	['an empty server in an update', update({ server: '' }), 'Server', /can’t clear fields.*“Empty Values”/],
	['blanks as a port in an update', update({ port: '={{ " " }}' }), 'Port', /can’t clear fields/],
	['an empty switch in an update', update({ encryption: '={{ "" }}' }), 'Encryption', /can’t clear fields/],
	[
		'an empty link from an expression',
		update({ link: '={{ $json.missing }}' }),
		'Link',
		/can’t clear fields/,
	],
	['the text 0 in an update', update({ link: '0' }), 'Link', /Bitrix24 ignores 0 in an update/],
	['no field to update, empty values to be kept', keeping({}), 'Update Fields', /at least one field/],
	['port 0, empty values to be kept', keeping({ port: 0 }), 'Port', /from 1 to 65535/],
	['sort order 0, empty values to be kept', keeping({ sort: '={{ "0" }}' }), 'Sort Order', /from 1 to/],
	['the text 0, empty values to be kept', keeping({ link: '0' }), 'Link', /Bitrix24 ignores/],
	['the text 0 to create or update', upsert({ link: '0' }), 'Link', /Bitrix24 ignores/],
	['sort order 0 to create or update', upsert({ sort: 0 }), 'Sort Order', /from 1 to/],
	['sort order 0 in an update', update({ sort: 0 }), 'Sort Order', /from 1 to/],
	['port 0 in an update', update({ port: 0 }), 'Port', /from 1 to 65535/],
	[
		'no field name',
		{ resource: 'mailbox', operation: 'getField', fieldName: '={{ "" }}' },
		'Field Name',
		/Enter a value/,
	],
	['limit 0', { resource: 'mailbox', operation: 'getAll', limit: 0 }, 'Limit', /at least 1/],
	[
		'a text as a limit',
		{ resource: 'mailService', operation: 'getAll', limit: '={{ "all" }}' },
		'Limit',
		/at least 1/,
	],
	[
		'an object as a filter',
		{ resource: 'mailbox', operation: 'getAll', filters: { email: '={{ ({}) }}' } },
		'Email',
		/text/,
	],
	[
		'a list with holes as fields',
		{ resource: 'mailbox', operation: 'get', mailboxId: byId('1'), options: { fields: '={{ ["id", ""] }}' } },
		'Field Names or IDs',
		/list of names/,
	],
	[
		'broken JSON as fields',
		{
			resource: 'mailbox',
			operation: 'get',
			mailboxId: byId('1'),
			options: { fields: '={{ "[id, email]" }}' },
		},
		'Field Names or IDs',
		/must be a list of names, but is “\[id, email\]”/,
	],
];

describe('Bad input is refused before anything is sent', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	describe.each(['get', 'update', 'delete'])('the ID of a service to %s', (operation) => {
		it.each(BAD_IDS)('%s', async (_, value) => {
			const parameters = { ...withId(operation, value), updateFields: { name: 'X' } };
			const { error } = await runOn(portal, parameters);
			expect(error?.name).toBe('NodeApiError');
			expect(error?.message).toMatch(/^“Mail Service” (is empty|must be an ID, but is .*) \[item 0\]$/);
			expect(error?.description).toContain('Nothing was sent');
			expect(error?.context.itemIndex).toBe(0);
			expect(portal.requests).toEqual([]);
		});
	});

	it.each(BAD_IDS)('the ID of a mailbox: %s', async (_, value) => {
		const { error } = await runOn(portal, {
			resource: 'mailbox',
			operation: 'get',
			mailboxId: byId(value as string),
		});
		expect(error?.message).toMatch(/^“Mailbox” (is empty|must be an ID, but is .*) \[item 0\]$/);
		expect(portal.requests).toEqual([]);
	});

	it.each(BAD_VALUES)('%s', async (_, parameters, label, advice) => {
		const { error } = await runOn(portal, parameters);
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).toContain(`“${label}”`);
		expect(error?.message).toMatch(/\[item 0\]$/);
		expect(`${error?.message} ${error?.description}`).toMatch(advice);
		expect(portal.requests).toEqual([]);
	});

	it.each([
		['logo.svg', 'image/svg+xml'],
		['logo', 'image/svg+xml'],
		['logo.pdf', 'application/pdf'],
		['png', 'text/plain'],
	])('%s (%s) as an icon', async (fileName, mimeType) => {
		const file = { property: 'data', fileName, mimeType, buffer: Buffer.from('content') };
		const { error } = await runOn(portal, create({ iconBinaryPropertyName: 'data' }), {
			items: [binaryItem({}, file)],
		});
		expect(error?.message).toBe(
			`“Icon Input Binary Field” contains “${fileName}”, which Bitrix24 doesn’t accept as an image [item 0]`,
		);
		expect(error?.description).toContain('types: jpg, jpeg, jpe, png, gif, bmp, webp.');
		expect(portal.requests).toEqual([]);
	});

	it('an empty file as an icon', async () => {
		const file = { property: 'data', fileName: 'a.png', mimeType: 'image/png', buffer: Buffer.alloc(0) };
		const { error } = await runOn(portal, create({ iconBinaryPropertyName: 'data' }), {
			items: [binaryItem({}, file)],
		});
		expect(error?.message).toContain('“Icon Input Binary Field” contains an empty file');
		expect(portal.requests).toEqual([]);
	});

	it('names the item', async () => {
		const items = [{ json: { id: 1 } }, { json: { id: 2 } }, { json: { id: 'x' } }];
		const { error } = await runOn(portal, withId('get', '={{ $json.id }}'), { items });
		expect(error?.message).toContain('[item 2]');
		expect(error?.context.itemIndex).toBe(2);
	});
});

/** In place of a portal, another one with the given data. */
async function restarted(portal: Portal, options: PortalOptions): Promise<Portal> {
	await portal.close();
	return await startPortal(options);
}

describe('Good input in other shapes', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it.each([
		['a number', 1],
		['digits', '1'],
		['digits between blanks', ' 1 '],
		['an expression that yields a number', '={{ 1 }}'],
	])('an ID as %s', async (_, value) => {
		const { error, items } = await runOn(portal, withId('get', value));
		expect(error).toBeUndefined();
		expect(items[0]!.json.id).toBe(1);
	});

	it('booleans and numbers as text from an expression', async () => {
		const { error } = await runOn(
			portal,
			create({ active: '={{ "false" }}', port: '={{ "143" }}', sort: '={{ "7" }}', server: '={{ 12 }}' }),
		);
		expect(error).toBeUndefined();
		expect(portal.requests[0]!.body).toEqual({ NAME: 'New', ACTIVE: 'N', PORT: 143, SORT: 7, SERVER: '12' });
	});

	describe.each(BLANKS)('A blank cell (%s)', (_, blank) => {
		const fields = Object.fromEntries(
			['active', 'encryption', 'iconBinaryPropertyName', 'link', 'port', 'server', 'sort'].map((name) => [
				name,
				blank,
			]),
		);

		it.each([
			['created', create(fields)],
			['created by Create or Update', upsert(fields)],
		])('leaves the field out of a service that is %s', async (_how, parameters) => {
			const { error } = await runOn(portal, parameters);
			expect(error).toBeUndefined();
			expect(portal.calls.at(-1)).toMatchObject({ method: 'mailservice.add', params: { NAME: 'New' } });
			expect(Object.keys(portal.calls.at(-1)!.params)).toEqual(['NAME']);
		});

		it('leaves the field of a service that is there as it is', async () => {
			const before = { ...portal.services[0]! };
			const parameters = upsert({ ...fields, port: 995 }, 'Company Mail');
			const { error, items } = await runOn(portal, parameters);
			expect(error).toBeUndefined();
			expect(items[0]!.json).toEqual({ id: 1, created: false });
			expect(portal.requests.at(-1)!.body).toEqual({ ID: 1, PORT: 995 });
			expect(portal.services[0]).toEqual({ ...before, PORT: '995' });
		});

		it('leaves the field out of an update, where the user wants that', async () => {
			const { error, items } = await runOn(portal, keeping({ ...fields, name: blank, port: 995 }));
			expect(error).toBeUndefined();
			expect(items[0]!.json).toEqual({ id: 1, updated: true });
			expect(portal.requests[0]!.body).toEqual({ ID: 1, PORT: 995 });
		});

		it('leaves a service alone, where all of its fields are blank', async () => {
			const { error, items } = await runOn(portal, keeping({ ...fields, name: blank }));
			expect(error).toBeUndefined();
			expect(items[0]!.json).toEqual({ id: 1, updated: false });
			expect(portal.requests).toEqual([]);
		});
	});

	it('rows with and without blank cells: each changes what it has', async () => {
		const rows = [
			{ id: 1, link: 'https://a.example.com/' },
			{ id: 2, link: '' },
			{ id: 3, link: 'https://c.example.com/' },
		];
		const parameters = { ...keeping({ link: '={{ $json.link }}' }), mailServiceId: byId('={{ $json.id }}') };
		const { items } = await runOn(portal, parameters, { items: rows.map((json) => ({ json })) });
		expect(items.map(({ json }) => json)).toEqual([
			{ id: 1, updated: true },
			{ id: 2, updated: false },
			{ id: 3, updated: true },
		]);
		expect(portal.calls.map(({ params }) => Number(params.ID))).toEqual([1, 3]);
	});

	it.each(['={{ "" }}', '={{ null }}', '={{ $json.missing }}'])(
		'an empty limit is the usual one: %s',
		async (limit) => {
			portal = await restarted(portal, { services: manyServices(60), mailboxes: manyMailboxes(60) });
			for (const resource of ['mailService', 'mailbox']) {
				for (const returnAll of [false, '={{ false }}']) {
					const { error, items } = await runOn(portal, { resource, operation: 'getAll', returnAll, limit });
					expect(error).toBeUndefined();
					expect(items).toHaveLength(50);
				}
				const all = await runOn(portal, { resource, operation: 'getAll', returnAll: '={{ true }}', limit });
				expect(all.items).toHaveLength(60);
			}
		},
	);

	it.each([
		['logo.png', {}, 'logo.png'],
		['LOGO.WEBP', {}, 'LOGO.WEBP'],
		['logo', { fileExtension: 'png' }, 'logo.png'],
		['logo', { mimeType: 'image/jpeg' }, 'logo.jpeg'],
		['logo-v1.2', { fileExtension: 'gif' }, 'logo-v1.2.gif'],
		['image.php', { fileExtension: 'png' }, 'image.php.png'],
		[undefined, { fileExtension: 'bmp' }, 'icon.bmp'],
		['', { mimeType: 'image/png' }, 'icon.png'],
	])('an icon %j with %j is sent as %s', async (fileName, file, sent) => {
		const data = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');
		const binary = { data: { mimeType: 'application/octet-stream', ...file, data, fileName } };
		const parameters = create({ iconBinaryPropertyName: 'data' });
		const { error } = await runOn(portal, parameters, { items: [{ json: {}, binary }] });
		expect(error).toBeUndefined();
		expect(portal.calls[0]!.params).toMatchObject({ ICON: [sent, data] });
	});

	it('texts and a sort order that just fit', async () => {
		const most = '📬'.repeat(255);
		const { error } = await runOn(portal, create({ server: most, link: most, sort: 2 ** 31 - 1 }, most));
		expect(error).toBeUndefined();
		const stored = { NAME: most, SERVER: most, LINK: most, SORT: '2147483647' };
		expect(portal.services.at(-1)).toMatchObject(stored);
	});

	it('a name that fits without the blanks around it, where a service is found by it', async () => {
		const name = 'n'.repeat(255);
		const { items } = await runOn(portal, upsert({}, ` ${name} `), { items: [{ json: {} }, { json: {} }] });
		expect(items.map(({ json }) => json.created)).toEqual([true, false]);
	});

	it('field names as one text with commas', async () => {
		await runOn(portal, {
			resource: 'mailbox',
			operation: 'getFields',
			options: { properties: '={{ "name, type" }}' },
		});
		expect(portal.requests[0]!.body).toEqual({ select: ['name', 'type'] });
	});
});
