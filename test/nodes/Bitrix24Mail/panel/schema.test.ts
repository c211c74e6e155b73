import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { Bitrix24Mail } from '../../../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { startPortal, type Portal } from '../../../../sandbox/portal';
import { parametersOf } from '../../../samples';
import { runOn } from '../../../support/node';

/** Where n8n looks for what an operation puts out (n8n: output-schema-resolver). */
const FOLDER = path.join(__dirname, '../../../../nodes/Bitrix24Mail/__schema__/v1.0.0');

interface Schema {
	type: 'object';
	properties: Record<string, { type: string }>;
}

const schemaOf = (resource: string, operation: string) =>
	JSON.parse(readFileSync(path.join(FOLDER, resource, `${operation}.json`), 'utf8')) as Schema;

const OPERATIONS = new Bitrix24Mail().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) =>
		(options as INodePropertyOptions[]).map(({ value }): [string, string] => [
			String(displayOptions?.show?.resource?.[0]),
			String(value),
		]),
	);

const TYPES: Record<string, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	integer: (value) => Number.isInteger(value),
	boolean: (value) => typeof value === 'boolean',
	array: (value) => Array.isArray(value),
};

describe('What the editor shows of the output before the first run', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it.each(OPERATIONS)(
		'%s/%s: what comes has exactly these fields, in this order',
		async (resource, operation) => {
			const { properties } = schemaOf(resource, operation);
			const { items, error } = await runOn(portal, parametersOf(resource, operation));
			expect(error).toBeUndefined();
			expect(items.length).toBeGreaterThan(0);
			for (const { json } of items) {
				expect(Object.keys(json)).toEqual(Object.keys(properties));
				for (const [name, { type }] of Object.entries(properties)) {
					// A field that the portal left empty is null, whatever its type.
					if (json[name] !== null) expect([name, TYPES[type]!(json[name])]).toEqual([name, true]);
				}
			}
		},
	);

	it('there is no schema of an operation that is not', () => {
		const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
		expect(files.filter((file) => file.endsWith('.json')).sort()).toEqual(
			OPERATIONS.map((names) => `${names.join(path.sep)}.json`).sort(),
		);
	});
});
