import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { serviceName, type Kind, type Load } from '../loads';
import { TARGET_FOLDER } from '../mail';

/** What a node is to do: its parameters, as a workflow holds them, and the items that come in. */
export interface Task {
	parameters: INodeParameters & { resource: string; operation: string };
	items: IDataObject[];
}

/** A load, as a user of n8n sets it up. */
export type MakeTask = (load: Load) => Task;

/** The services and messages with the IDs 1, 2, …, each of them an item. */
const numbered = ({ count }: Load) =>
	Array.from({ length: count }, (_, index) => ({ n: index + 1, name: serviceName(index + 1) }));

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** With this node. */
export const TASKS: Record<Kind, MakeTask> = {
	read: (load) => ({
		parameters: { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') },
		items: numbered(load),
	}),
	write: (load) => ({
		parameters: { resource: 'mailService', operation: 'create', name: '={{ $json.name }}' },
		items: numbered(load),
	}),
	readMessages: () => ({
		parameters: { resource: 'message', operation: 'getAll', returnAll: true, includeBody: true },
		items: [{}],
	}),
	moveMessages: (load) => ({
		parameters: {
			resource: 'message',
			operation: 'move',
			messageId: byId('={{ $json.n }}'),
			targetFolder: TARGET_FOLDER,
		},
		items: numbered(load),
	}),
};

/** With a node that reads messages one by one: their IDs are known. */
export const readEachMessage: MakeTask = (load) => ({
	parameters: { resource: 'message', operation: 'get', messageId: byId('={{ $json.n }}') },
	items: numbered(load),
});
