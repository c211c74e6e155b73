import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import type { Contender } from './contender';
import { readOwnItem, runInEngine } from './engine';
import { TASKS } from './tasks';

const nodeType = new Bitrix24Mail();

/** The node as it is. */
export const contender: Contender = {
	run: async (target, load) => await runInEngine(nodeType, target, TASKS[load.kind](load), readOwnItem),
};
