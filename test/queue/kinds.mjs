import { credentialIds } from '../../sandbox/n8n/names.mjs';
import { byId, webhookWorkflow } from '../support/webhookWorkflow.mjs';

/** Items of each execution. */
export const ITEMS = 200;

/** Executions of each kind. */
export const EXECUTIONS = 10;

/** What the executions do: a table of operations. */
export const KINDS = [
	{
		name: 'get-services',
		access: 'read',
		parameters: { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.id }}') },
	},
	{
		name: 'get-mailboxes',
		access: 'read',
		parameters: { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.id }}') },
	},
	{
		name: 'create',
		access: 'write',
		parameters: {
			resource: 'mailService',
			operation: 'create',
			name: '={{ $json.name }}',
			additionalFields: { active: false, server: 'imap.example.com', port: 993 },
		},
	},
	{
		name: 'upsert',
		access: 'write',
		// What runs it again does no harm.
		isRepeatable: true,
		parameters: {
			resource: 'mailService',
			operation: 'upsert',
			name: '={{ $json.name }}',
			additionalFields: { server: 'imap.example.com', port: 993 },
		},
	},
].map((kind) => ({ ...kind, isRepeatable: kind.isRepeatable ?? kind.access === 'read' }));

/**
 * @typedef {object} Order one execution that is asked for
 * @property {string} run its own name, such as `create-3`
 * @property {typeof KINDS[number]} kind
 * @property {Array<{ id: number, name: string }>} items `id`: of a service or mailbox to read; `name`: of a service to write,
 *   different in all of them
 */

/** @returns {Order[]} all executions, the kinds in turn */
export function orders() {
	return Array.from({ length: EXECUTIONS }, (_, number) =>
		KINDS.map((kind) => {
			const run = `${kind.name}-${number}`;
			const items = Array.from({ length: ITEMS }, (_, index) => ({
				id: index + 1,
				name: `${run} item ${index}`,
			}));
			return { run, kind, items };
		}),
	).flat();
}

/**
 * What the portal has before: services and mailboxes to read, and every other service that is to be created or updated.
 * @param {Order[]} all
 */
export function portalData(all) {
	const toUpdate = all
		.filter(({ kind }) => kind.name === 'upsert')
		.flatMap(({ items }) => items.filter(({ id }) => id % 2 === 0));
	return {
		services: [
			...Array.from({ length: ITEMS }, (_, index) => ({
				ID: String(index + 1),
				NAME: `Service ${index + 1}`,
			})),
			...toUpdate.map(({ name }, index) => ({ ID: String(ITEMS + index + 1), NAME: name })),
		],
		mailboxes: Array.from({ length: ITEMS }, (_, index) => ({
			id: index + 1,
			email: `mailbox${index + 1}@example.com`,
		})),
	};
}

/**
 * The workflow of a kind: it takes items by a webhook, and does one operation with each of them.
 * @param {typeof KINDS[number]} kind
 */
export function workflowOf({ name, parameters }) {
	return webhookWorkflow({
		id: workflowId(name),
		answers: 'onReceived',
		nodes: [{ name: 'Bitrix24 Mail', parameters }],
		credential: credentialIds.webhook,
	});
}

/**
 * @param {string} kind its name
 * @returns {string} the ID of its workflow, and the path of its webhook
 */
export const workflowId = (kind) => `queue-${kind}`;
