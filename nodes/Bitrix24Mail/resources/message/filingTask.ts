import type { Outcome } from '../../api/call';
import type { Wish } from '../../execution/operation';

/** What is to be done with a message. */
export interface Filing {
	readonly id: number;
	readonly action: 'move' | 'spam' | 'delete';
	/** Where to, of `move`. */
	readonly folder?: string;
}

/** A message to file, for all items that want the same of it. */
export interface Task {
	readonly filing: Filing;
	/** At least one. */
	readonly wishes: readonly [Wish<Filing>, ...Array<Wish<Filing>>];
}

/** What a task came to. */
export type Results = Map<Task, Outcome>;
