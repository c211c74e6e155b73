import { execFileSync } from 'node:child_process';
import { RESOURCES } from '../../nodes/Bitrix24Mail/resources';
import { operationsOf } from '../../scripts/generate/operations';
import { ROOT } from '../docs/markdown';

/** What the suites in a real n8n make of the samples; they take minutes, this takes none. */
const made = JSON.parse(
	execFileSync(
		process.execPath,
		[
			'-e',
			`Promise.all([import('./test/e2e/scenes/operations.mjs'), import('./test/e2e/allOperations.mjs')]).then(
				([{ operationScenes }, { allOperationsWorkflow }]) =>
					console.log(JSON.stringify({ scenes: Object.keys(operationScenes), workflow: allOperationsWorkflow() })),
			)`,
		],
		{ cwd: ROOT, encoding: 'utf8' },
	),
) as {
	scenes: string[];
	workflow: {
		nodes: Array<{ name: string }>;
		connections: Record<string, { main: Array<Array<{ node: string }>> }>;
	};
};

const OPERATIONS = operationsOf(RESOURCES).map(
	({ resource, declaration, slug }) => [`${resource.value} ${declaration.value}`, slug] as const,
);

describe('In a real n8n', () => {
	it.each(OPERATIONS)('%s has a scene, and so a picture', (_name, slug) => {
		expect(made.scenes).toContain(`operations/${slug}`);
	});

	it.each(OPERATIONS)('%s is in the workflow of all operations, and is reached', (name) => {
		const reached: string[] = [];
		for (let node: string | undefined = 'Start'; node !== undefined;) {
			node = made.workflow.connections[node]?.main[0]?.[0]?.node;
			if (node !== undefined) reached.push(node);
		}
		expect(reached).toContain(name);
		expect(made.workflow.nodes.map((node) => node.name)).toContain(name);
	});
});
