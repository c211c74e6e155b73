/**
 * Runs a workflow by its schedule, in a few seconds' time: n8n keeps the workflow's memory then, which it does not after a try in
 * the editor.
 * @param {import('../../stage.mjs').Stage} stage
 * @param {string} workflowId
 * @param {string} node the one whose output is asked for
 * @returns {Promise<Array<Record<string, any>>>} the data of its items; none when the run did not get there
 * @throws {Error} with what n8n said when the run ends with an error
 */
export async function scheduledRun({ api }, workflowId, node) {
	const { nodes, connections, versionId } = await api.call('GET', `/workflows/${workflowId}`);
	const rule = { interval: [{ field: 'seconds', secondsInterval: 5 }] };
	const soon = nodes.map((node) =>
		node.type === 'n8n-nodes-base.scheduleTrigger' ? { ...node, parameters: { rule } } : node,
	);
	await api.call('PATCH', `/workflows/${workflowId}`, { nodes: soon, connections, versionId });

	const last = await api.lastExecutionId(workflowId);
	await api.activate(workflowId);
	const id = await api.executionAfter(workflowId, last);
	await api.call('POST', `/workflows/${workflowId}/deactivate`);
	const run = await api.execution(id);
	if (run.status !== 'success') throw new Error(run.error?.message);
	const items = run.result.runData[node]?.[0].data.main[0] ?? [];
	return items.map((item) => item.json);
}
