import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startPortal } from '../sandbox/portal';
import { runOn } from './support/node';

interface Example {
	id: string;
	name: string;
	nodes: Array<{
		id: string;
		name: string;
		type: string;
		position: [number, number];
		parameters: Record<string, unknown>;
		credentials?: Record<string, { id: string; name: string }>;
		webhookId?: string;
	}>;
	connections: Record<string, Record<string, Array<Array<{ node: string; type: string; index: number }>>>>;
	settings: Record<string, unknown>;
	pinData: object;
	active: boolean;
	tags: unknown[];
}

const root = path.join(__dirname, '..');
const folder = path.join(root, 'examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const textOf = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const parse = (file: string) => JSON.parse(textOf(file)) as Example;
const all = files.map(parse);

const STICKY = 'n8n-nodes-base.stickyNote';

/** What a run starts with. */
const isTrigger = ({ type }: { type: string }) => /trigger$|\.webhook$/i.test(type);

/** What must not be in a file that everybody can read: webhook addresses with their code, tokens, keys. */
const SECRETS = [
	/\/rest\/(api\/)?\d+\/\w+/,
	/"(\w*secret|\w*token|api_?key|password|webhookUrl)":/i,
	/\bBearer\s/,
	/\b(sk|pk)-\w{10,}/,
	/playground0code0|playground-secret/,
];

const twice = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index);

describe('The examples together', () => {
	it('can be imported side by side', () => {
		expect(twice(all.map(({ id }) => id))).toEqual([]);
		expect(twice(all.map(({ name }) => name))).toEqual([]);
		expect(twice(all.flatMap(({ nodes }) => nodes.flatMap(({ webhookId }) => webhookId ?? [])))).toEqual([]);
	});
});

it('examples/keep-services-in-line.json: a row with an empty cell goes through like the others', async () => {
	const { nodes } = parse('keep-services-in-line.json');
	const parametersOf = (wanted: string) => nodes.find(({ name }) => name === wanted)!.parameters;
	const listed = runInNewContext(`(() => {${String(parametersOf('The list').jsCode)}})()`) as unknown;
	const items = JSON.parse(JSON.stringify(listed)) as Array<{ json: Record<string, unknown> }>;
	expect(items.filter(({ json }) => Object.values(json).includes(''))).toHaveLength(1);

	const portal = await startPortal();
	try {
		const links = portal.services.map(({ LINK }) => LINK);
		const parameters = parametersOf('Create or update') as INodeParameters;
		const run = await runOn(portal, parameters, { items: items as INodeExecutionData[] });
		expect(run.error).toBeUndefined();
		expect(run.items.map(({ json }) => json.created)).toEqual([false, false, true]);
		expect(portal.services.slice(0, links.length).map(({ LINK }) => LINK)).toEqual(links);
	} finally {
		await portal.close();
	}
});

const known = playgroundCredentials();

describe.each(files)('examples/%s', (file) => {
	const { id, name, nodes, connections, settings, pinData, active, tags } = parse(file);
	const notes = nodes.filter(({ type }) => type === STICKY);
	const steps = nodes.filter(({ type }) => type !== STICKY);

	it('has ids and names of its own', () => {
		expect(id).toMatch(/^b24\w{10,30}$/);
		expect(twice(nodes.map((node) => node.id))).toEqual([]);
		expect(twice(nodes.map((node) => node.name))).toEqual([]);
	});

	it('is imported as a draft without test data', () => {
		expect({ pinData, active, tags, settings }).toEqual({
			pinData: {},
			active: false,
			tags: [],
			settings: { executionOrder: 'v1' },
		});
	});

	it('is explained by a note that starts with its name', () => {
		expect(notes.length).toBeGreaterThan(0);
		expect(String(notes[0]!.parameters.content).split('\n')[0]).toBe(`## ${name}`);
	});

	it('has no node across the edge of a note, and no two notes on each other', () => {
		const areas = notes.map(({ position, parameters }) =>
			areaOf(position, parameters.width as number, parameters.height as number),
		);
		for (const { name: step, position } of steps) {
			const node = areaOf(position, NODE_WIDTH, NODE_HEIGHT);
			const across = areas.filter((area) => meet(area, node) && !holds(area, node));
			expect([step, across]).toEqual([step, []]);
		}
		const overlaps = areas.flatMap((area, index) =>
			areas.slice(index + 1).filter((other) => meet(area, other)),
		);
		expect(overlaps).toEqual([]);
	});

	it('connects all of its nodes, and none that are not there', () => {
		const named = new Set(steps.map((node) => node.name));
		const ends = Object.values(connections)
			.flatMap((byType) => Object.values(byType))
			.flat(2)
			.map(({ node }) => node);
		for (const end of [...Object.keys(connections), ...ends]) expect([...named]).toContain(end);
		const reached = steps.filter(
			(node) => isTrigger(node) || ends.includes(node.name) || node.name in connections,
		);
		expect(reached.map((node) => node.name)).toEqual(steps.map((node) => node.name));
		expect(steps.filter(isTrigger).length).toBeGreaterThan(0);
	});

	it('signs in with the playground’s credentials only', () => {
		const used = steps.flatMap(({ credentials }) => Object.values(credentials ?? {}));
		for (const credential of used) expect(known).toContainEqual(credential);
		expect(used.length).toBeGreaterThan(0);
	});

	it('holds no secret', () => {
		expect(SECRETS.filter((secret) => secret.test(textOf(file)))).toEqual([]);
	});
});

/** A node on the canvas, with its name and its subtitle below it; in the editor’s pixels, as positions are. */
const NODE_WIDTH = 96;
const NODE_HEIGHT = 96 + 48;

type Area = Record<'left' | 'top' | 'right' | 'bottom', number>;

const areaOf = ([left, top]: [number, number], width: number, height: number): Area => ({
	left,
	top,
	right: left + width,
	bottom: top + height,
});

const meet = (a: Area, b: Area) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const holds = (outer: Area, inner: Area) =>
	outer.left <= inner.left &&
	outer.top <= inner.top &&
	outer.right >= inner.right &&
	outer.bottom >= inner.bottom;

/** The ids and names of the credentials that the playground makes; its modules are none that Jest can load. */
function playgroundCredentials(): Array<{ id: string; name: string }> {
	const module = pathToFileURL(path.join(root, 'sandbox', 'n8n', 'names.mjs')).href;
	const script = `import { credentialIds } from '${module}'; console.log(JSON.stringify(Object.values(credentialIds)))`;
	return JSON.parse(
		execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }),
	) as Array<{ id: string; name: string }>;
}
