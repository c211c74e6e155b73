import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

/** The same workflow as in the end-to-end tests: the trigger, and a node after it. */
const FILE = new URL('../e2e/workflows/mail-trigger.json', import.meta.url);
const TRIGGER = 'Bitrix24 Mail Trigger';

/** n8n polls as soon as a workflow is live: in so many milliseconds, whatever would come has come. */
const LONG_ENOUGH_MS = 3_000;

/**
 * The main process polls, a worker runs the workflow: a new message starts it once.
 * @param {import('./stage.mjs').QueueStage} stage with a worker at least
 */
export async function messageStartsOnce({ api, portal }) {
	const { id: _id, ...workflow } = JSON.parse(await readFile(FILE, 'utf8'));
	const { id } = await api.call('POST', '/workflows', workflow);
	const deactivate = async () => await api.call('POST', `/workflows/${id}/deactivate`);

	// The first poll remembers what is there.
	await api.activate(id);
	await deactivate();
	portal.deliver({ subject: 'In queue mode' });
	await api.activate(id);
	const started = await api.executionAfter(id, undefined);
	const { status, result, error } = await api.execution(started);
	assert.equal(status, 'success', JSON.stringify(error));
	assert.deepEqual(
		result.runData[TRIGGER][0].data.main[0].map((item) => item.json.subject),
		['In queue mode'],
	);
	await deactivate();
	await api.activate(id);
	await new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH_MS));
	assert.equal(await api.lastExecutionId(id), started);
	await deactivate();
}
