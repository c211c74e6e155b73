import { ObservableObject, type IDataObject } from 'n8n-workflow';
import type { Saving } from './plan';

/** A poll, as n8n calls it: what it gives back starts the workflow. */
export type Poll = (staticData: IDataObject) => Promise<IDataObject[] | null>;

/** What happens around n8n. */
export interface Surroundings {
	/** The workflow starts with these messages. */
	started: (messages: IDataObject[]) => void;
	/** The poll ended with an error, which a user sees. */
	failed: (error: Error) => void;
	/** Whether the process ends between the start of the workflow and the end of saving. */
	diesHere: () => boolean;
	/** Whether the poll took so long that n8n gave it up. */
	isTooLate: () => boolean;
	/** Notes what state the memory is of, when it is stored; puts it back when it is loaded. */
	saved: () => void;
	loaded: () => void;
}

/** n8n’s process has ended: nothing more of it is carried out. */
export class Killed extends Error {}

/**
 * n8n, as far as it keeps what a polling trigger remembers. Written after n8n’s own sources, for which it stands:
 *
 * * `classic`: the workflow stays in the process, with its static data. They are stored after the activation, and with
 *   a poll that starts the workflow, when a value of them was assigned: n8n 1, and n8n 2 unless it is told otherwise
 *   (n8n-core, `ActiveWorkflows`; n8n, `WorkflowStaticDataService`).
 * * `scheduler`: each poll loads the workflow anew; a poll without news stores nothing (n8n, `PollTriggerTaskHandler`).
 * * `durable`: a cursor of its own, a copy for each poll; stored together with the execution that the poll starts, or
 *   after a poll without news (n8n, `PollCursorService`, with N8N_POLLER_DURABLE_CURSORS_ENABLED).
 */
export class SimulatedN8n {
	private database = '{}';
	private cursor?: string;
	private workflow?: IDataObject;
	private isActive = false;

	constructor(
		private readonly saving: Saving,
		private readonly poll: Poll,
		private readonly around: Surroundings,
	) {}

	/** What it has stored. */
	get stored(): string {
		return this.cursor ?? this.database;
	}

	/** The workflow is activated: its first poll comes at once. */
	async activate(): Promise<void> {
		this.load();
		const isFine =
			this.saving === 'durable' ? await this.pollWithCursor(true) : await this.pollWithStaticData();
		if (!isFine) return;
		this.isActive = true;
		if (this.saving !== 'durable') this.save();
	}

	/** The process starts again. The jobs of n8n’s scheduler have outlived it. */
	async restart(): Promise<void> {
		if (this.saving !== 'classic') return;
		this.isActive = false;
		await this.activate();
	}

	/** A poll is due. A workflow that could not be activated is so now. */
	async tick(): Promise<void> {
		if (!this.isActive) return await this.activate();
		if (this.saving === 'scheduler') this.load();
		if (this.saving === 'durable') await this.pollWithCursor(false);
		else await this.pollWithStaticData();
	}

	private load(): void {
		// As the constructor of n8n’s Workflow does.
		const staticData = JSON.parse(this.database) as IDataObject;
		this.workflow = ObservableObject.create(staticData, undefined, { ignoreEmptyOnFirstChild: true });
		if (this.saving !== 'durable') this.around.loaded();
	}

	/** As `Workflow.getStaticData` does. */
	private staticData(): IDataObject {
		const workflow = this.workflow!;
		workflow['node:Trigger'] ??= ObservableObject.create({}, workflow as never);
		return workflow['node:Trigger'] as IDataObject;
	}

	/** As `WorkflowStaticDataService.saveStaticData` does. */
	private save(): void {
		const workflow = this.workflow!;
		if (workflow.__dataChanged !== true) return;
		this.database = JSON.stringify(workflow);
		workflow.__dataChanged = false;
		this.around.saved();
	}

	/** @returns whether it ended well */
	private async pollWithStaticData(): Promise<boolean> {
		const messages = await this.attempt(async () => await this.poll(this.staticData()));
		if (messages === undefined) return false;
		if (messages === null) return true;
		this.around.started(messages);
		if (this.around.diesHere()) throw new Killed();
		this.save();
		return true;
	}

	/** @returns whether it ended well */
	private async pollWithCursor(isFirst: boolean): Promise<boolean> {
		// `getOrCreateCursor`: begins with the static data of before.
		this.cursor ??= JSON.stringify(this.staticData());
		const cursor = JSON.parse(this.cursor) as IDataObject;
		this.around.loaded();
		const messages = await this.attempt(async () => await this.poll(cursor));
		if (messages === undefined) return false;
		// The first poll, upon activation, commits nothing.
		if (messages === null && isFirst) return true;
		const changed = JSON.stringify(cursor) !== this.cursor;
		if (messages) this.around.started(messages);
		if (changed) this.cursor = JSON.stringify(cursor);
		if (changed) this.around.saved();
		return true;
	}

	/** @returns nothing when it failed, or took too long */
	private async attempt(poll: () => ReturnType<Poll>): Promise<IDataObject[] | null | undefined> {
		try {
			const messages = await poll();
			return this.saving !== 'classic' && this.around.isTooLate() ? undefined : messages;
		} catch (error) {
			if (error instanceof Killed) throw error;
			this.around.failed(error as Error);
			return undefined;
		}
	}
}
