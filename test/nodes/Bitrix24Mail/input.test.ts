import type { INodeParameters } from 'n8n-workflow';
import { binaryItem } from '../../engine';
import { startPortal, type Portal } from '../../portal';
import { byId, runOn } from '../../support/node';

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
	['a negative sort order', create({ sort: -1 }), 'Sort Order', /at least 0/],
	['a text as a sort order', create({ sort: '={{ "first" }}' }), 'Sort Order', /whole number/],
	['a word as a switch', create({ active: '={{ "maybe" }}' }), 'Active', /on or off/],
	['an object as encryption', create({ encryption: '={{ ({}) }}' }), 'Encryption', /on or off/],
	['an object as a server', create({ server: '={{ ({}) }}' }), 'Server', /text/],
	['letters as a file ID', create({ iconFileId: 'logo' }), 'Icon File ID', /ID/],
	[
		'no binary field’s name',
		create({ iconBinaryPropertyName: '' }),
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
	['an empty name in an update', update({ name: '' }), 'Name', /Enter a value|can’t be cleared/],
	['an empty server in an update', update({ server: '' }), 'Server', /can’t be cleared/],
	['the text 0 in an update', update({ link: '0' }), 'Link', /can’t be cleared/],
	['an empty link from an expression', update({ link: '={{ $json.missing }}' }), 'Link', /can’t be cleared/],
	['sort order 0 in an update', update({ sort: 0 }), 'Sort Order', /can’t be cleared/],
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

	it('an icon by file and by ID at once', async () => {
		const file = { property: 'data', fileName: 'a.png', mimeType: 'image/png', buffer: Buffer.from('png') };
		const { error } = await runOn(portal, create({ iconBinaryPropertyName: 'data', iconFileId: '5' }), {
			items: [binaryItem({}, file)],
		});
		expect(error?.message).toContain('“Icon File ID” sets what “Icon Input Binary Field” sets, too');
		expect(portal.requests).toEqual([]);
	});

	it('an empty file as an icon', async () => {
		const file = { property: 'data', fileName: 'a.png', mimeType: 'image/png', buffer: Buffer.alloc(0) };
		const { error } = await runOn(portal, create({ iconBinaryPropertyName: 'data' }), {
			items: [binaryItem({}, file)],
		});
		expect(error?.message).toContain('“Icon Input Binary Field” names an empty file');
		expect(portal.requests).toEqual([]);
	});

	it('names the item', async () => {
		const items = [{ json: { id: 1 } }, { json: { id: 2 } }, { json: { id: 'x' } }];
		const { error } = await runOn(portal, withId('get', '={{ $json.id }}'), { items });
		expect(error?.message).toContain('[item 2]');
		expect(error?.context.itemIndex).toBe(2);
	});
});

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
			create({ active: '={{ "false" }}', port: '={{ "143" }}', sort: '={{ "0" }}', server: '={{ 12 }}' }),
		);
		expect(error).toBeUndefined();
		expect(portal.requests[0]!.body).toEqual({ NAME: 'New', ACTIVE: 'N', PORT: 143, SORT: 0, SERVER: '12' });
	});

	it('fields without a value are left out of a new service', async () => {
		await runOn(portal, create({ server: '', link: '={{ $json.missing }}' }));
		expect(portal.requests[0]!.body).toEqual({ NAME: 'New' });
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
