import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { before, describe, it } from 'node:test';
import { examples, playground } from '../../../../sandbox/n8n/paths.mjs';
import { workflowsIn } from '../../../../sandbox/n8n/workflows.mjs';

const { NodeHelpers } = createRequire(`${playground}node_modules/n8n/package.json`)('n8n-workflow');

const workflows = await workflowsIn(examples);

/**
 * What n8n itself can say about each example. What can be told without n8n stands in test/examples.test.ts.
 * @param {import('../../stage.mjs').Stage} stage
 */
export function everyExample(stage) {
	/** @type {Array<{ name: string, version: number | number[], properties: object[] }>} */
	let types;
	before(async () => {
		// The editor's own source. Unlike what n8n tells of a single type, it has nodes in their form as a tool.
		const response = await fetch(`${stage.server.url}/types/nodes.json`, {
			headers: { cookie: stage.api.cookie },
		});
		types = await response.json();
	});

	for (const { id, name, nodes } of workflows) {
		describe(`the example “${name}”`, () => {
			it('is there', async () => {
				const imported = await stage.api.call('GET', `/workflows/${id}`);
				assert.equal(imported.name, name);
				assert.equal(imported.nodes.length, nodes.length);
			});

			it('has nodes of types and versions that n8n knows, and parameters that they have', () => {
				for (const node of nodes) {
					const label = `${node.name}: ${node.type} ${node.typeVersion}`;
					const description = types.find(
						({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
					);
					assert.ok(description, label);
					assert.deepEqual(unknownParameters(node, description), [], label);
					// What the editor marks with a red triangle: a required one is empty, an option does not exist.
					const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
					assert.deepEqual(issues, null, label);
				}
			});
		});
	}
}

/**
 * @param {{ parameters: Record<string, unknown> }} node
 * @param {{ properties: object[] }} description of its type and version
 * @returns {string[]} the names of parameters that the node does not have, or not with these settings
 */
function unknownParameters(node, description) {
	const known = NodeHelpers.getNodeParameters(
		description.properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	return Object.entries(node.parameters).flatMap(([name, value]) => {
		if (!(name in known)) return [name];
		const property = description.properties.find(
			(property) =>
				property.name === name && NodeHelpers.displayParameter({ ...known }, property, node, description),
		);
		if (property?.type === 'fixedCollection') return lost(value, known[name], name);
		if (property?.type !== 'collection') return [];
		const fields = property.options.map((field) => field.name);
		return Object.keys(Object(value))
			.filter((field) => !fields.includes(field))
			.map((field) => `${name}.${field}`);
	});
}

/**
 * @param {unknown} value of a parameter
 * @param {unknown} known what n8n makes of it
 * @param {string} path the parameter's name
 * @returns {string[]} the paths of what is in the one and not in the other
 */
function lost(value, known, path) {
	if (known === undefined) return [path];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) => lost(part, Object(known)[key], `${path}.${key}`));
}
