import { byId } from '../support/webhookWorkflow.mjs';

/** Services and mailboxes that the portal has from the start. */
export const KNOWN = 200;

const FIELDS = { server: 'imap.example.com', port: 993 };

/**
 * What runs by turns. `items` are those of an execution, by its number; `answers` is how many the webhook answers with,
 * or nothing where the execution has to end with an error; `refused` is how often the portal refuses it first.
 */
export const KINDS = [
	{
		name: 'get-services',
		nodes: [
			node('Get', { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.id }}') }),
		],
		items: () => known(100),
		answers: 100,
	},
	{
		name: 'get-mailboxes',
		nodes: [node('Get', { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.id }}') })],
		items: () => known(100),
		answers: 100,
	},
	{
		name: 'list-services',
		nodes: [node('List', { resource: 'mailService', operation: 'getAll', returnAll: true })],
		items: () => known(1),
	},
	{
		name: 'create-and-delete',
		nodes: [
			node('Create', {
				resource: 'mailService',
				operation: 'create',
				name: '={{ $json.name }}',
				additionalFields: { ...FIELDS, active: false },
			}),
			node('Delete', {
				resource: 'mailService',
				operation: 'delete',
				mailServiceId: byId('={{ $json.id }}'),
			}),
		],
		items: (execution) => named(`Execution ${execution}`, 50),
		answers: 50,
	},
	{
		name: 'create-or-update',
		nodes: [
			node('Upsert', {
				resource: 'mailService',
				operation: 'upsert',
				name: '={{ $json.name }}',
				additionalFields: FIELDS,
			}),
		],
		// The same ones each time.
		items: () => named('Kept', 50),
		answers: 50,
	},
	{
		name: 'get-unknown-ones',
		nodes: [
			node('Get', { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.id }}') }),
		],
		items: () => [...known(10), { id: 999_999 }],
		isError: true,
	},
	{
		name: 'get-limited',
		nodes: [
			node('Get', { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.id }}') }),
		],
		items: () => known(60),
		answers: 60,
		refused: 2,
	},
];

/** @param {string} name @param {object} parameters */
function node(name, parameters) {
	return { name, parameters };
}

/** @param {number} count */
function known(count) {
	return Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
}

/** @param {string} what @param {number} count */
function named(what, count) {
	return Array.from({ length: count }, (_, index) => ({ name: `${what}, item ${index}` }));
}
