import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
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

const ours = ofThePlayground();

/** Where GitHub has the files of the project as they are. */
const REPOSITORY = (
	JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { homepage: string }
).homepage
	.replace('#readme', '')
	.replace('https://github.com/', 'https://raw.githubusercontent.com/');

const documentation = readFileSync(path.join(root, 'docs', 'examples.md'), 'utf8');

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

const parametersOf = (file: string, wanted: string) =>
	parse(file).nodes.find(({ name }) => name === wanted)!.parameters;

it('examples/keep-services-in-line.json: a row with an empty cell goes through like the others', async () => {
	const { rows } = ours.tables.find(({ name }) => name === 'Mail services')!;
	expect(rows.filter((row) => Object.values(row).includes(null))).toHaveLength(1);

	const portal = await startPortal();
	try {
		const links = portal.services.map(({ LINK }) => LINK);
		const parameters = parametersOf('keep-services-in-line.json', 'Create or update') as INodeParameters;
		const items = rows.map((json) => ({ json })) as INodeExecutionData[];
		const run = await runOn(portal, parameters, { items });
		expect(run.error).toBeUndefined();
		expect(run.items.map(({ json }) => json.created)).toEqual([false, false, true]);
		expect(portal.services.slice(0, links.length).map(({ LINK }) => LINK)).toEqual(links);
	} finally {
		await portal.close();
	}
});

describe('examples/automatic-reply.json', () => {
	const { conditions } = parametersOf('automatic-reply.json', 'From a person?').conditions as {
		conditions: Array<{ leftValue: string; rightValue: string; operator: { operation: string } }>;
	};
	const refused = (field: string) =>
		conditions
			.filter(
				({ leftValue, operator }) =>
					leftValue.includes(`$json.${field}`) && operator.operation === 'notRegex',
			)
			.map(({ rightValue }) => new RegExp(rightValue));
	const isLeftOut = (field: string, value: string) =>
		refused(field).some((pattern) => pattern.test(value.toLowerCase()));

	it.each([
		...[
			'no-reply@example.org',
			'noreply@example.org',
			'do_not_reply@example.org',
			'MAILER-DAEMON@example.org',
		],
		...['postmaster@example.org', 'shop-noreply@example.org', 'list+bounces@example.org'],
		...[
			'bounce-117@example.org',
			'newsletter@example.org',
			'notifications@example.org',
			'news.de@example.org',
		],
	])('does not reply to %s', (address) => expect(isLeftOut('from', address)).toBe(true));

	it.each([
		...['ann.lee@example.org', 'newsom@example.org', 'renews@example.org', 'reply@example.org'],
		...['ann@no-reply.example.org', 'postmasters.guild@example.org'],
	])('replies to %s', (address) => expect(isLeftOut('from', address)).toBe(false));

	it.each([
		...['Automatic reply: Your message', 'Auto-Reply', 'Autoreply: away', 'Out of Office: back on Monday'],
		...[
			'Automatische Antwort: Anfrage',
			'Abwesenheitsnotiz',
			'Автоответ: Заказ',
			'Réponse automatique : devis',
		],
		...[
			'Undeliverable: Price list',
			'Undelivered Mail Returned to Sender',
			'Delivery Status Notification (Failure)',
		],
		...['Mail delivery failed: returning message to sender', 'Re: Auto-response'],
	])('does not reply to “%s”', (subject) => expect(isLeftOut('subject', subject)).toBe(true));

	it.each(['Order 2026-131', 'Re: Question about the automatic door', 'When do you deliver?', ''])(
		'replies to “%s”',
		(subject) => expect(isLeftOut('subject', subject)).toBe(false),
	);
});

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

	it('is explained by a note: its name, for whom it is, what to set before, and what it needs', () => {
		const [title, , purpose, ...rest] = String(notes[0]?.parameters.content).split('\n');
		expect(title).toBe(`## ${name}`);
		expect(purpose).toMatch(/^For .+: ./);
		expect(rest.join('\n')).toMatch(/\n\*\*Before you use it\*\*\n\* \S/);
		if (name !== 'Mail assistant') expect(rest.join('\n')).toMatch(/`mail(service)?`.* permissions?\./);
	});

	it('can be imported by the address that its documentation names', () => {
		const address = `${REPOSITORY}/main/examples/${file}`;
		expect(documentation.split('\n').filter((line) => line === address)).toHaveLength(1);
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
		for (const credential of used) expect(ours.credentials).toContainEqual(credential);
		expect(used.length).toBeGreaterThan(0);
	});

	it('uses data tables of the playground’s only', () => {
		const used = steps.filter(({ type }) => type === 'n8n-nodes-base.dataTable');
		const known = ours.tables.map(({ id: value, name: cachedResultName }) => {
			return { __rl: true, mode: 'list', value, cachedResultName };
		});
		for (const { parameters } of used) expect(known).toContainEqual(parameters.dataTableId);
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

/** What examples refer to and the playground has; its modules are none that Jest can load. */
function ofThePlayground(): {
	credentials: Array<{ id: string; name: string }>;
	tables: Array<{ id: string; name: string; rows: Array<Record<string, unknown>> }>;
} {
	const urlOf = (name: string) => pathToFileURL(path.join(root, 'sandbox', 'n8n', name)).href;
	const script = `
		import { credentialIds } from '${urlOf('names.mjs')}';
		import { dataTables } from '${urlOf('data-tables.mjs')}';
		console.log(JSON.stringify({ credentials: Object.values(credentialIds), tables: dataTables }));
	`;
	return JSON.parse(
		execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }),
	) as ReturnType<typeof ofThePlayground>;
}
