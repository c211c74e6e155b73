import type { IDataObject } from 'n8n-workflow';
import { specOf, type MethodName } from '../../nodes/Bitrix24Mail/api/methods';
import { RESOURCES } from '../../nodes/Bitrix24Mail/resources';
import { withInner, type OperationDeclaration } from '../../nodes/Bitrix24Mail/resources/define';
import { METHODS, startPortal, type Portal } from '../../sandbox/portal';
import { AUTHENTICATIONS, credentialFor, runOn, type Authentication } from '../support/node';
import { callsIn, EVERY_SAMPLE, itemsOf, sampleOf, SAMPLES, type SampleRun, type Variant } from '.';

const OPERATIONS = RESOURCES.flatMap(({ value: resource, operations }) =>
	operations.map((declaration): [string, string, OperationDeclaration] => [
		resource,
		declaration.value,
		declaration,
	]),
);

describe('The table of samples', () => {
	it.each(OPERATIONS)('has one of %s %s', (resource, operation) => {
		expect(() => sampleOf(resource, operation)).not.toThrow();
	});

	it('has none of what is no operation', () => {
		const known = OPERATIONS.map(([resource, operation]) => `${resource} ${operation}`);
		expect(EVERY_SAMPLE.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
	});

	it.each(OPERATIONS)('sets each parameter of %s %s', (resource, operation, { parameters }) => {
		const sample = SAMPLES[resource]?.[operation];
		const set = new Set(runsOf(sample).flatMap((run) => pathsIn(run.parameters)));
		const missing = parameters
			// The panel of an AI tool alone has these: they are tested there.
			.filter(({ displayOptions }) => displayOptions?.show?.['@tool']?.[0] !== true)
			.flatMap((declared) =>
				withInner(declared)
					.filter((one) => one.displayOptions?.hide?.['/operation']?.includes(operation) !== true)
					.map((one) => (one === declared ? one.name : `${declared.name}.${one.name}`)),
			)
			.filter((path) => !set.has(path));
		expect(missing).toEqual([]);
	});

	it.each(EVERY_SAMPLE)('has items about several records for $name, if it is about any', ({ sample }) => {
		const isAboutOne = callsIn(sample).some(({ method, params }) => {
			const { recordParam } = specOf(method as MethodName);
			return recordParam !== undefined && recordParam in params;
		});
		if (isAboutOne) expect(JSON.stringify(sample.perItem)).toContain('$json.n');
	});
});

const runsOf = (sample?: (typeof EVERY_SAMPLE)[number]['sample']): Array<SampleRun | Variant> =>
	sample ? [sample, ...(sample.variants ?? [])] : [];

/** The names of parameters: `name`, `additionalFields`, `additionalFields.port`. */
function pathsIn(parameters: SampleRun['parameters']): string[] {
	return Object.entries(parameters).flatMap(([name, value]) => {
		const isCollection = typeof value === 'object' && value !== null && !Array.isArray(value);
		return [name, ...(isCollection ? Object.keys(value).map((inner) => `${name}.${inner}`) : [])];
	});
}

const RUNS = EVERY_SAMPLE.flatMap(({ name, resource, operation, sample }) =>
	runsOf(sample).map((run) => ({
		title: 'title' in run ? `${name}: ${run.title}` : name,
		resource,
		operation,
		run,
	})),
);

describe.each(AUTHENTICATIONS)('What really happens, connected by %s', (authentication) => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	it.each(RUNS)('$title', async ({ resource, operation, run }) => {
		const credential = credentialFor(portal, authentication);
		await expectRun({ resource, operation, run, portal, credential, authentication });
	});

	it('all of them, one after the other in one portal', async () => {
		const credential = credentialFor(portal, authentication);
		for (const { resource, operation, sample } of EVERY_SAMPLE) {
			portal.reset();
			await expectRun({ resource, operation, run: sample, portal, credential, authentication });
		}
	});
});

interface Expected {
	resource: string;
	operation: string;
	run: SampleRun | Variant;
	portal: Portal;
	credential: ReturnType<typeof credentialFor>;
	authentication: Authentication;
}

/** Runs what a sample sets, and compares items and requests with what it says. */
async function expectRun({ resource, operation, run, portal, credential, authentication }: Expected) {
	const { parameters, calls } = run;
	const input = 'input' in run ? run.input : undefined;
	const {
		items,
		error,
		credential: stored,
	} = await runOn(
		portal,
		{ resource, operation, ...parameters },
		{ authentication, credential, items: [input ?? { json: {} }] },
	);

	expect(error).toBeUndefined();
	const wanted = itemsOf(run, portal.url);
	const got = items.map(({ json }) => json);
	expect(got).toEqual(wanted);
	expect(got.map(Object.keys)).toEqual(wanted.map(Object.keys));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));

	expect(portal.requests.map(({ restMethod, body }) => ({ method: restMethod, params: body ?? {} }))).toEqual(
		calls.map((call) =>
			'batch' in call
				? { method: 'batch', params: call.batch.map(({ method, params: query }) => ({ method, query })) }
				: { method: call.method.toLowerCase(), params: call.params },
		),
	);
	for (const [index, call] of calls.entries()) {
		const { method, params } = 'batch' in call ? { method: 'batch', params: call.batch } : call;
		const request = portal.requests[index]!;
		const versions = METHODS.get(method.toLowerCase())?.versions ?? ['v3'];
		expect(versions).toContain(request.version);
		const [, , webhook = ''] = /^(https?:\/\/[^/]+)\/rest\/(.*)$/.exec(String(stored.webhookUrl ?? '')) ?? [];
		expect(request).toMatchObject({
			method: 'POST',
			path: `/rest/${request.version === 'v3' ? 'api/' : ''}${webhook}${method}`,
		});
		if (Object.keys(params).length > 0) expect(request.headers['content-type']).toBe('application/json');
		const token = (stored.oauthTokenData as IDataObject | undefined)?.access_token;
		expect(request.headers.authorization).toBe(
			authentication === 'webhook' ? undefined : `Bearer ${String(token)}`,
		);
	}
}
