import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import type { Contender } from './contender';
import { runInEngine } from './engine';

const nodeType = new Bitrix24Mail();

/** The node as it is. */
export const contender: Contender = {
	run: async (target, load) => await runInEngine(nodeType, target, load, ({ id }) => id),
};
