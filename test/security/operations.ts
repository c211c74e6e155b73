import type { INodeParameters } from 'n8n-workflow';
import { byId } from '../support/node';

const service = { resource: 'mailService', mailServiceId: byId('={{ $json.n }}') };
const mailbox = { resource: 'mailbox' };

/** Every operation of the node. Each item is about another record: those that read one by one go in a batch. */
export const OPERATIONS: Array<[string, INodeParameters]> = [
	['mailService create', { ...service, operation: 'create', name: '={{ "New " + $json.n }}' }],
	['mailService upsert', { ...service, operation: 'upsert', name: '={{ "New " + $json.n }}' }],
	['mailService update', { ...service, operation: 'update', updateFields: { link: 'https://example.com' } }],
	['mailService delete', { ...service, operation: 'delete' }],
	['mailService get', { ...service, operation: 'get', simplify: false }],
	['mailService getAll', { ...service, operation: 'getAll', returnAll: true }],
	['mailService getFields', { ...service, operation: 'getFields' }],
	['mailbox get', { ...mailbox, operation: 'get', mailboxId: byId('={{ $json.n }}') }],
	['mailbox getAll', { ...mailbox, operation: 'getAll', filters: { email: '={{ "a" + $json.n }}' } }],
	['mailbox getField', { ...mailbox, operation: 'getField', fieldName: '={{ "field" + $json.n }}' }],
	['mailbox getFields', { ...mailbox, operation: 'getFields' }],
	['mailbox getSenders', { ...mailbox, operation: 'getSenders', returnAll: true }],
];

/** Every list of the editor, by the name that the node gives it, and what is typed into its search box. */
export const LISTS: Array<[string, string | undefined]> = [
	['searchMailServices', undefined],
	['searchMailServices', 'x'],
	['searchMailboxes', undefined],
	['searchMailboxes', 'x'],
	['searchMailboxFields', undefined],
	['getMailboxFields', undefined],
];
