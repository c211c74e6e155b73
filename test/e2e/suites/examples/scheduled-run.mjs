/**
 * Runs a workflow as its schedule would: n8n keeps the workflow's memory then, which it does not after a try in the editor.
 * @param {import('../../stage.mjs').Stage} stage
 * @param {string} workflowId
 * @param {string} node the one whose output is asked for
 * @returns {Promise<Array<Record<string, any>>>} the data of its items; none when the run did not get there
 * @throws {Error} with what n8n printed when the run ends with an error
 */
export async function scheduledRun(stage, workflowId, node) {
	const printed = await stage.n8n.command('execute', `--id=${workflowId}`, '--rawOutput');
	// Lines of n8n's log come first.
	const { data } = JSON.parse(printed.slice(printed.search(/^\{/m)));
	const items = data.resultData.runData[node]?.[0].data.main[0] ?? [];
	return items.map((item) => item.json);
}
