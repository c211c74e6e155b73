import type { OutputField } from '../../nodes/Bitrix24Mail/resources/define';
import type { GeneratedFile } from './generatedFile';
import { jsonFile } from './json';
import { operationsOf, type Operation } from './operations';
import type { Source } from './source';

/** Where n8n looks for what an operation puts out (n8n: output-schema-resolver). */
export const SCHEMAS = 'nodes/Bitrix24Mail/__schema__/v1.0.0';

const TYPES: Record<OutputField['type'], object> = {
	string: { type: 'string' },
	integer: { type: 'integer' },
	boolean: { type: 'boolean' },
	strings: { type: 'array', items: { type: 'string' } },
};

/**
 * What the editor shows of an operation’s output before its first run.
 *
 * @param present the schemas that are there, from the root of the repository: those of no operation are to go
 */
export function schemaFiles({ resources }: Source, present: readonly string[]): GeneratedFile[] {
	const files = operationsOf(resources).map((operation) => ({
		name: `${SCHEMAS}/${operation.resource.value}/${operation.declaration.value}.json`,
		render: () => jsonFile(schemaOf(operation)),
	}));
	const surplus = present.filter((name) => files.every((file) => file.name !== name));
	return [...files, ...surplus.map((name) => ({ name, render: () => undefined }))];
}

function schemaOf({ declaration }: Operation) {
	const properties = Object.entries(declaration.output.fields).map(([name, { type }]) => [name, TYPES[type]]);
	return { type: 'object', properties: Object.fromEntries(properties) as object, version: 1 };
}
