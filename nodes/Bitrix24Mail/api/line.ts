import type { Connection } from '../../../credentials/shared/connection';
import type { Halt } from './halt';
import type { HttpOptions, Sender } from './http';

/** Everything that a request needs besides its content. */
export interface Line {
	readonly sender: Sender;
	readonly connection: Connection;
	/** What the user set under the node's Options. */
	readonly options: HttpOptions;
	readonly halt: Halt;
	/** Hears of each pause that the portal's limit cost, in milliseconds. */
	readonly onLimited: (milliseconds: number) => void;
}
