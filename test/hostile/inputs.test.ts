import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { binaryItem, generation } from '../engine';
import { RESOURCES } from '../../nodes/Bitrix24Mail/resources';
import { withInner, type Parameter } from '../../nodes/Bitrix24Mail/resources/define';
import { startPortal, type Portal } from '../../sandbox/portal';
import { sampleOf, type SampleRun } from '../samples';
import { numbered, runOn } from '../support/node';
import { IS_THOROUGH, ownShare } from '../support/ownShare';
import { report } from '../support/report';

jest.setTimeout(600_000);

const RUNS = Number(process.env.PROPERTY_RUNS ?? 60);
const figures = { cases: 0, lost: 0 };
afterAll(() => report('hostile', figures, `inputs-n8n-${generation}`));

const create = (name: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'mailService',
	operation: 'create',
	name,
	...more,
});

/** What an expression may yield besides text. */
const STRANGE = [
	'({ a: 1 })',
	'[1, [2]]',
	'[]',
	'new Date(0)',
	'$now',
	'0 / 0',
	'1 / 0',
	'BigInt(5)',
	'Symbol("x")',
	'(() => 1)',
	'null',
	'undefined',
	'true',
	'"\\ud83d"',
	'"\\udc00 and more"',
	'"   "',
];

/** A parameter that becomes one in REST. */
interface Taking {
	/** `Port of mailService create`. */
	name: string;
	label: string;
	resource: string;
	operation: string;
	declared: Parameter;
	/** The collection that it is in. */
	within?: string;
}

/** All of them, of every operation. */
const TAKING: Taking[] = RESOURCES.flatMap(({ value: resource, operations }) =>
	operations.flatMap(({ value: operation, parameters }) =>
		parameters.flatMap((outer) =>
			withInner(outer)
				.filter(({ sendAs, displayOptions }) => {
					const isHidden = displayOptions?.hide?.['/operation']?.includes(operation) === true;
					return sendAs !== undefined && !isHidden;
				})
				.map((declared) => ({
					name: `${declared.displayName} of ${resource} ${operation}`,
					label: declared.displayName,
					resource,
					operation,
					declared,
					within: declared === outer ? undefined : outer.name,
				})),
		),
	),
);

/** Groups of those that are the same parameter, whichever operation has it. */
const ALIKE = TAKING.reduce<Taking[][]>((groups, taking) => {
	const { resource, declared } = taking;
	const group = groups.find(
		([{ resource: other, declared: { name, validate } } = taking]) =>
			other === resource && name === declared.name && validate === declared.validate,
	);
	if (group === undefined) return [...groups, [taking]];
	group.push(taking);
	return groups;
}, []);

/**
 * All of them when PROPERTY_RUNS asks for thoroughness, or else one of those that are alike, in turn; each engine has
 * half of these.
 */
const sharesOf = (which: number): Taking[] =>
	IS_THOROUGH ? TAKING : ownShare(ALIKE, which).map((alike) => alike[which % alike.length]!);

/** Parameters with which the parameter is strange for the second of several items; the others have that of a sample. */
function withStrange(
	{ resource, operation, declared: { name, displayOptions }, within }: Taking,
	yields: string,
) {
	const sample = sampleOf(resource, operation);
	const settingsIn = ({ parameters }: SampleRun) =>
		(within === undefined ? parameters : (parameters[within] ?? {})) as INodeParameters;
	const run = [sample, ...(sample.variants ?? [])].find((one) => name in settingsIn(one))!;
	const expressionFor = (usual: INodeParameters[string]) =>
		`={{ $json.n === 2 ? ${yields} : ${JSON.stringify(usual)} }}`;
	const usual = settingsIn(run)[name] as INodeParameters & { __rl?: true };
	const value = usual.__rl ? { ...usual, value: expressionFor(usual.value) } : expressionFor(usual);
	const shown = Object.entries(displayOptions?.show ?? {}).map(([other, values]) => [other, values![0]]);
	return {
		input: 'input' in run ? run.input : undefined,
		parameters: {
			resource,
			operation,
			...run.parameters,
			...(Object.fromEntries(shown) as INodeParameters),
			...(within === undefined ? { [name]: value } : { [within]: { [name]: value } }),
		},
	};
}

describe('Hostile input', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it.each(STRANGE)(
		'%s is taken for what it is, or refused by the parameter’s label and item',
		async (yields) => {
			for (const taking of sharesOf(STRANGE.indexOf(yields))) {
				const { name, label, resource, operation } = taking;
				figures.cases += 1;
				await portal.close();
				portal = await startPortal();
				const { parameters, input } = withStrange(taking, yields);
				const { error, items } = await runOn(portal, parameters, {
					items: numbered(3).map((item) => ({ ...input, ...item })),
					onError: 'continueRegularOutput',
				});
				expect(error).toBeUndefined();
				const of = (item: number) =>
					items.filter(({ pairedItem }) => (pairedItem as { item: number } | undefined)?.item === item);
				// What n8n itself can't read never comes to the node.
				const refused = new RegExp(
					`^(“${label}”:? .*|“[^”]+” is later than “${label}”|A value could not be read.*|Could not .*|It’s unclear whether .*|Bitrix24 .*) \\[item 1\\]$|^this is a function`,
				);
				for (const { json } of of(1)) {
					if (json.error !== undefined) expect(json.error).toMatch(refused);
				}
				// Nothing that means nothing went over the wire.
				const sent = JSON.stringify(portal.requests.map(({ rawBody }) => rawBody));
				expect(sent).not.toMatch(/object Object|NaN|Infinity|undefined|\\ud83d|%EF%BF%BD/i);
				// A list may be empty.
				const isList = Array.isArray(sampleOf(resource, operation).result);
				if (!isList) expect({ name, first: of(0) }).not.toEqual({ name, first: [] });
			}
		},
	);

	it('any text arrives as it is, or is refused; none is lost', async () => {
		const texts = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 30 }),
			fc.string({ unit: 'grapheme', maxLength: 30 }),
			fc.string({
				unit: fc.constantFrom(
					'\ud800',
					'\udfff',
					'\u0000',
					'\u001f',
					'\u2028',
					'&',
					'=',
					'%',
					'#',
					'$result[',
					'"',
					'\\',
					"'",
					' ',
					'🙂',
				),
				maxLength: 12,
			}),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 60 }), async (names) => {
				figures.cases += names.length;
				portal.reset();
				portal.services.length = 0;
				const { error, items } = await runOn(portal, create('={{ $json.name }}'), {
					items: names.map((name) => ({ json: { name } })),
					onError: 'continueRegularOutput',
				});
				expect(error).toBeUndefined();
				figures.lost += names.length - items.length;
				expect(items).toHaveLength(names.length);
				for (const [index, name] of names.entries()) {
					const output = items[index]!.json as IDataObject;
					const isBroken = name.trim() === '' || /\p{Surrogate}/u.test(name);
					const stored = portal.services.find(({ ID }) => Number(ID) === output.id);
					expect({ name, stored: stored?.NAME }).toEqual({
						name,
						stored: isBroken || name === '0' ? undefined : name,
					});
					if (isBroken) expect(output.error).toMatch(new RegExp(`^“Name” .* \\[item ${index}\\]$`));
				}
			}),
			{ numRuns: Math.max(1, Math.round(RUNS / 2)) },
		);
	});

	it('an icon of 5 MB arrives whole, among others', async () => {
		const png = Buffer.from('89504e470d0a1a0a', 'hex');
		const files = [0, 5_000_000, 1, 2].map((size) => Buffer.concat([png, Buffer.alloc(size, 'Ω')]));
		const parameters = create('New', { additionalFields: { iconBinaryPropertyName: 'data' } });
		const { error, items } = await runOn(portal, parameters, {
			items: files.map((buffer) =>
				binaryItem({}, { property: 'data', fileName: 'a.png', mimeType: 'image/png', buffer }),
			),
		});
		figures.cases += files.length;
		expect(error).toBeUndefined();
		expect(items).toHaveLength(files.length);
		const contents = portal.calls.map(({ params }) => (params.ICON as [string, string])[1]);
		const sent = files.map((file) => file.toString('base64'));
		expect(contents.sort().map(({ length }) => length)).toEqual(sent.sort().map(({ length }) => length));
		expect(contents.every((content, index) => content === sent[index])).toBe(true);
	});

	it('a text of 5 MB is refused by its parameter’s label, and the others go through', async () => {
		const names = ['a', 'Ω'.repeat(2_500_000), 'b'];
		const { items } = await runOn(portal, create('={{ $json.name }}'), {
			items: names.map((name) => ({ json: { name } })),
			onError: 'continueRegularOutput',
		});
		figures.cases += names.length;
		expect(items[1]!.json.error).toBe('“Name” is longer than 255 characters [item 1]');
		expect(portal.calls.map(({ params }) => params.NAME).sort()).toEqual(['a', 'b']);
	});

	it('10,000 items: each gets its own', async () => {
		const count = 10_000;
		const { error, items } = await runOn(portal, create('={{ "New " + $json.n }}'), {
			items: numbered(count),
			credential: {
				type: 'bitrix24MailWebhookApi',
				data: {
					webhookUrl: portal.webhook(),
					requestLimit: 'custom',
					requestBurst: 1_000,
					requestsPerSecond: 1_000,
				},
			},
		});
		figures.cases += count;
		expect(error).toBeUndefined();
		expect(items).toHaveLength(count);
		const names = new Map(portal.services.map(({ ID, NAME }) => [Number(ID), NAME]));
		const wrong = items.filter(({ json }, index) => names.get(json.id as number) !== `New ${index + 1}`);
		figures.lost += wrong.length;
		expect(wrong).toEqual([]);
		expect(portal.calls).toHaveLength(count);
	});
});
