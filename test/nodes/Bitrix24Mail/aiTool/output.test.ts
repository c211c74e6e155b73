import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { Bitrix24Mail } from '../../../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { WAYS } from '../../../engine/tool';
import { startPortal, type Portal } from '../../../../sandbox/portal';
import { byId, runOn } from '../../../support/node';
import { askTool, fromAI } from '../../../support/tool';

let portal: Portal;
beforeEach(async () => {
	portal = await startPortal();
});
afterEach(async () => await portal.close());

const get = { resource: 'mailService', operation: 'get', mailServiceId: byId(1) };
const getMany = { resource: 'mailService', operation: 'getAll' };
const getFields = { resource: 'recipient', operation: 'getFields' };

const SIMPLIFIED = {
	id: 1,
	name: 'Company Mail',
	active: true,
	server: 'imap.example.com',
	port: 993,
	encryption: true,
	link: 'https://mail.example.com/',
	sort: 100,
	icon: expect.stringContaining('company-mail.png'),
	siteId: 's1',
};

describe.each(WAYS)('Output of a tool, called by way of “%s”', (way) => {
	const answerTo = async (parameters: INodeParameters, args = {}) => {
		const { answered } = await askTool(portal, parameters, [args], way);
		return JSON.parse(answered[0]!.answer) as unknown[];
	};

	it('is simplified by default', async () => {
		expect(await answerTo(get)).toEqual([SIMPLIFIED]);
		expect((await answerTo(getMany))[0]).toEqual(SIMPLIFIED);
	});

	it('is what the portal sent when it is to be raw', async () => {
		const raw = expect.objectContaining({ ID: '1', ACTIVE: 'Y', SMTP_SERVER: 'smtp.example.com' });
		expect(await answerTo({ ...get, output: 'raw' })).toEqual([raw]);
		expect((await answerTo({ ...getMany, output: 'raw' }))[0]).toEqual(raw);
	});

	it.each([
		['some', ['server', 'port'], { id: 1, server: 'imap.example.com', port: 993 }],
		['none', [], { id: 1 }],
		['the ID, too', ['name', 'id'], { id: 1, name: 'Company Mail' }],
	])('has the ID and the selected fields: %s', async (_which, outputFields, expected) => {
		const selected = { output: 'selectedFields', outputFields };
		expect(await answerTo({ ...get, ...selected })).toEqual([expected]);
		const many = await answerTo({ ...getMany, ...selected });
		expect(many[0]).toEqual(expected);
		expect(many.map((service) => Object.keys(service as object))).toEqual(
			many.map(() => Object.keys(expected)),
		);
	});

	it('lets the model select the fields', async () => {
		const parameters = { ...get, output: 'selectedFields', outputFields: fromAI('Output_Fields') };
		const calls = ['name, port', '["name","port"]', 'name,host'].map((value) => ({ Output_Fields: value }));
		const { answered } = await askTool(portal, parameters, calls, way);
		expect(JSON.parse(answered[0]!.answer)).toEqual([{ id: 1, name: 'Company Mail', port: 993 }]);
		expect(answered[1]!.answer).toBe(answered[0]!.answer);
		expect(answered[2]!.answer).toMatch(
			/“Output Fields” can’t contain “host”\. .*: id, name, active, server/,
		);
		expect(portal.calls).toHaveLength(2);
	});
});

describe.each(WAYS)('Output of a tool that describes fields, called by way of “%s”', (way) => {
	const answerTo = async (parameters: INodeParameters) => {
		const field = {
			resource: 'message',
			operation: 'getField',
			fieldName: { __rl: true, mode: 'name', value: 'subject' },
		};
		const { answered } = await askTool(portal, { ...field, ...parameters }, [{}], way);
		return JSON.parse(answered[0]!.answer) as unknown[];
	};

	it.each([
		['name, type and title by default', {}, { name: 'subject', type: 'string', title: 'subject' }],
		[
			'the name and what was selected',
			{ output: 'selectedFields', outputFields: ['filterable'] },
			{ name: 'subject', filterable: false },
		],
		[
			'all when it is to be raw',
			{ output: 'raw' },
			expect.objectContaining({ editable: false, elementType: null }),
		],
	])('is %s', async (_which, parameters, expected) => {
		expect(await answerTo(parameters)).toEqual([expected]);
	});
});

describe('The parameters for the output', () => {
	const { description } = new Bitrix24Mail();
	const shown = (name: string, parameters: INodeParameters) =>
		description.properties
			.filter((property) =>
				NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, { ...description, name }),
			)
			.map((property) => property.name);

	it.each([get, getMany, getFields])('are Simplify in a workflow, Output in a tool', (parameters) => {
		expect(shown('bitrix24Mail', parameters)).toContain('simplify');
		expect(shown('bitrix24Mail', parameters)).not.toContain('output');
		expect(shown('bitrix24MailTool', parameters)).toContain('output');
		expect(shown('bitrix24MailTool', parameters)).not.toContain('simplify');
		expect(shown('bitrix24MailTool', parameters)).not.toContain('outputFields');
		const selected = { ...parameters, output: 'selectedFields' };
		expect(shown('bitrix24MailTool', selected)).toContain('outputFields');
		expect(shown('bitrix24Mail', selected)).not.toContain('outputFields');
	});

	it('do not reach from a tool into a workflow: a node that was copied goes by Simplify', async () => {
		const copied = { ...get, output: 'selectedFields', outputFields: ['name'] };
		expect((await runOn(portal, copied)).items[0]!.json).toEqual(SIMPLIFIED);
		const raw = await runOn(portal, { ...copied, simplify: false });
		expect(raw.items[0]!.json).toMatchObject({ ID: '1', ACTIVE: 'Y' });
	});
});
