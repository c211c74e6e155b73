import type { Load } from '../loads';

/** Where the calls go. */
export interface Target {
	webhookUrl: string;
	/** Whether the portal has no limit, so that nothing has to wait. */
	unlimited: boolean;
}

/** Something that can make the calls of a load. */
export interface Contender {
	/**
	 * Makes the calls.
	 *
	 * @returns the IDs of the services in the answers, as far as answers came
	 */
	run: (target: Target, load: Load) => Promise<number[]>;
}

/** All that are measured, by the names of their modules. */
export const CONTENDERS = {
	node: 'This node',
	plainNode: 'Plain declarative node',
	vendorClient: '`@bitrix24/b24jssdk`',
	passThrough: 'n8n’s engine alone',
} as const;

export type ContenderName = keyof typeof CONTENDERS;
