import { credentialIds, nodeType } from '../../../sandbox/n8n/names.mjs';
import { filledPanel } from './areas.mjs';

/** @param {string} value @param {string} cachedResultName what the list shows for it */
const fromList = (value, cachedResultName) => ({ __rl: true, mode: 'list', value, cachedResultName });

const PARTNER_MAIL = fromList('3', 'Partner Mail · imap.partner.example.com');

/** An operation a picture: the parameters that it is run with. What reads comes before what changes. */
const OPERATIONS = [
	{ resource: 'mailService', operation: 'getAll' },
	{ resource: 'mailService', operation: 'get', parameters: { mailServiceId: PARTNER_MAIL } },
	{ resource: 'mailService', operation: 'getFields' },
	{ resource: 'mailbox', operation: 'getAll', parameters: { filters: { email: 'support' } } },
	{
		resource: 'mailbox',
		operation: 'get',
		parameters: { mailboxId: fromList('2', 'Support · support@example.com') },
	},
	{
		resource: 'mailbox',
		operation: 'getField',
		parameters: {
			fieldName: fromList('email', 'email'),
			options: { properties: ['name', 'type', 'title', 'filterable', 'sortable', 'editable'] },
		},
	},
	{
		resource: 'mailbox',
		operation: 'getFields',
		parameters: { options: { properties: ['name', 'type', 'title', 'filterable', 'editable'] } },
	},
	{ resource: 'mailbox', operation: 'getSenders' },
	{
		resource: 'mailService',
		operation: 'create',
		parameters: {
			name: 'Warehouse',
			additionalFields: { encryption: true, port: 993, server: 'imap.warehouse.example.com' },
		},
	},
	{
		resource: 'mailService',
		operation: 'upsert',
		parameters: {
			name: 'Company Mail',
			additionalFields: { encryption: true, port: 993, server: 'imap.example.com' },
		},
	},
	{
		resource: 'mailService',
		operation: 'update',
		parameters: { mailServiceId: PARTNER_MAIL, updateFields: { encryption: false, port: 143 } },
	},
	{
		resource: 'mailService',
		operation: 'delete',
		parameters: { mailServiceId: PARTNER_MAIL },
	},
];

const NODE = 'Bitrix24 Mail';

/** @type {Record<string, import('./index.mjs').Scene>} */
export const operationScenes = Object.fromEntries(
	OPERATIONS.map((entry) => [
		`operations/${kebab(entry.resource)}-${kebab(entry.operation)}`,
		{
			height: 900,
			area: filledPanel,
			async show(editor, { api }) {
				const { id } = await api.call('POST', '/workflows', workflowOf(entry));
				await editor.openWorkflow(id);
				await editor.execute();
				await editor.openNode(NODE);
				await editor.widenOutput();
			},
		},
	]),
);

/**
 * A workflow of a start and the node.
 * @param {{ resource: string, operation: string, parameters?: object }} operation
 */
function workflowOf({ resource, operation, parameters }) {
	return {
		name: `${resource} ${operation}`,
		settings: { executionOrder: 'v1' },
		connections: { Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'node',
				name: NODE,
				type: nodeType,
				typeVersion: 1,
				position: [220, 0],
				parameters: { authentication: 'webhook', resource, operation, ...parameters },
				credentials: { bitrix24MailWebhookApi: credentialIds.webhook },
			},
		],
	};
}

/** `mailService` as `mail-service`. */
function kebab(name) {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
