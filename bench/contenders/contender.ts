import type { Load } from '../loads';

/** Where the calls go. */
export interface Target {
	webhookUrl: string;
	/** Whether the portal has no limit, so that nothing has to wait. */
	unlimited: boolean;
}

/** What came back of a service or a message. */
export interface Back {
	id: number;
	/** The text of a message that was read. */
	body?: string;
}

/** Something that can carry out a load. */
export interface Contender {
	/**
	 * Carries it out.
	 *
	 * @returns what came back, as far as answers came: of messages that are moved, those that are said to be
	 */
	run: (target: Target, load: Load) => Promise<Back[]>;
}

/** All that are measured, by the names of their modules, and what the table calls them. */
export const CONTENDERS = {
	node: 'This node',
	plainNode: 'Plain declarative node',
	vendorClient: '`@bitrix24/b24jssdk`',
	passThrough: 'n8n’s engine alone',
	passThroughHttp: 'n8n’s engine and its HTTP',
} as const;

export type ContenderName = keyof typeof CONTENDERS;

/** Those that the table has; the others serve to tell the node's share of the CPU time. */
export const IN_TABLE: readonly ContenderName[] = ['node', 'plainNode', 'vendorClient', 'passThrough'];
