import { after, before } from 'node:test';

/**
 * For use in a `describe` about a workflow that starts with the mail trigger: the trigger has remembered what is there when
 * its tests begin, and is off when they are through.
 *
 * n8n polls when a workflow is published, and again after a minute: nobody waits for that here.
 * @param {import('../../stage.mjs').Stage} stage
 * @param {string} workflowId
 * @returns {(...messages: object[]) => Promise<import('../../../../sandbox/n8n/n8n-api.mjs').Execution>} lets messages
 *   arrive, and returns the execution that they have started; at least one of them has to start it
 */
export function newMail({ api, portal }, workflowId) {
	const deactivate = async () => await api.call('POST', `/workflows/${workflowId}/deactivate`);
	before(async () => await api.activate(workflowId));
	after(deactivate);

	return async (...messages) => {
		await deactivate();
		const last = await api.lastExecutionId(workflowId);
		for (const message of messages) portal.deliver(message);
		await api.activate(workflowId);
		return await api.execution(await api.executionAfter(workflowId, last));
	};
}
