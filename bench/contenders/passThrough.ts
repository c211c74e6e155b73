import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { madeUpAnswer } from './answer';
import type { Contender } from './contender';
import { runInEngine } from './engine';

const nodeType = new Bitrix24Mail();
nodeType.description.requestOperations = {
	pagination: async function (this: IExecutePaginationFunctions) {
		return madeUpAnswer(this.getItemIndex());
	},
};

/** The node's description with a function in place of the pipeline that answers at once: what is left is n8n. */
export const contender: Contender = {
	run: async (target, load) => await runInEngine(nodeType, target, load, ({ id }) => id),
};
