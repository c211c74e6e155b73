import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import type { Load } from '../loads';
import { madeUpAnswer } from './answer';
import type { Contender } from './contender';
import { readOwnItem, runInEngine } from './engine';
import { TASKS } from './tasks';

/** What the run under way is to answer. */
let current: Load;

const nodeType = new Bitrix24Mail();
nodeType.description.requestOperations = {
	pagination: async function (this: IExecutePaginationFunctions) {
		const item = this.getItemIndex();
		return madeUpAnswer(item, current).map((json) => ({ json, pairedItem: { item } }));
	},
};

/** The node's description with a function in place of the pipeline that answers at once: what is left is n8n. */
export const contender: Contender = {
	run: async (target, load) => {
		current = load;
		return await runInEngine(nodeType, target, TASKS[load.kind](load), readOwnItem);
	},
};
