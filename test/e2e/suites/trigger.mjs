import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

/** test/e2e/workflows/mail-trigger.json */
const WORKFLOW = 'b24MailTrigger01';
const TRIGGER = 'Bitrix24 Mail Trigger';

/** n8n polls as soon as a workflow is live: in so many milliseconds, whatever would come has come. */
const LONG_ENOUGH_MS = 3_000;

/**
 * The trigger in an n8n that is running, and that was restarted. It restarts the stage's n8n.
 * @param {import('../stage.mjs').Stage} stage
 */
export function triggerSuite(stage) {
	describe('the mail trigger', () => {
		const { portal, api } = stage;
		const deactivate = async () => await api.call('POST', `/workflows/${WORKFLOW}/deactivate`);
		let started = 0;
		/** @type {string | undefined} */
		let last;

		/** @returns {Promise<string[]>} the subjects of the messages that have started the workflow since */
		const nextRun = async () => {
			last = await api.executionAfter(WORKFLOW, last);
			const { status, result, error } = await api.execution(last);
			assert.equal(status, 'success', JSON.stringify(error));
			started += 1;
			return result.runData[TRIGGER][0].data.main[0].map((item) => item.json.subject);
		};
		const nothingMore = async () => {
			await new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH_MS));
			assert.equal(await api.lastExecutionId(WORKFLOW), last);
		};

		before(async () => {
			portal.reset();
			portal.restore();
			last = await api.lastExecutionId(WORKFLOW);
			await api.activate(WORKFLOW);
		});
		after(deactivate);

		it('announces nothing of what is there when it begins', nothingMore);

		it('starts the workflow for a new message, once', async () => {
			await deactivate();
			portal.deliver({ mailboxId: 2, subject: 'The first' });
			await api.activate(WORKFLOW);
			assert.deepEqual(await nextRun(), ['The first']);
			await deactivate();
			await api.activate(WORKFLOW);
			await nothingMore();
		});

		it('after a restart of n8n, starts it for what has come meanwhile, and for nothing else', async () => {
			await stage.restart(() => {
				portal.deliver({ mailboxId: 2, subject: 'While n8n was down' });
			});
			assert.deepEqual(await nextRun(), ['While n8n was down']);
			await stage.restart();
			await nothingMore();
			assert.equal(started, 2);
		});
	});
}
