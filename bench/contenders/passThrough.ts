import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import type { Contender } from './contender';
import { runInEngine } from './engine';

/** What the node puts out for a service; an item of the same size, so that n8n has the same to do with it. */
const ANSWER = {
	name: 'Service',
	active: true,
	server: 'imap.example.com',
	port: 993,
	encryption: true,
	link: null,
	sort: 1,
	icon: null,
	siteId: 's1',
};

const nodeType = new Bitrix24Mail();
nodeType.description.requestOperations = {
	pagination: async function (this: IExecutePaginationFunctions) {
		const item = this.getItemIndex();
		return [{ json: { id: item + 1, ...ANSWER }, pairedItem: { item } }];
	},
};

/** The node's description with a function in place of the pipeline that answers at once: what is left is n8n. */
export const contender: Contender = {
	run: async (target, load) => await runInEngine(nodeType, target, load, ({ id }) => id),
};
