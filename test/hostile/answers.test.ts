import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { generation } from '../engine';
import { byId, numbered, runOn } from '../support/node';
import { ownShare } from '../support/ownShare';
import { report } from '../support/report';
import { useVirtualTime } from '../support/virtualTime';
import type { Portal } from '../../sandbox/portal';
import { sampleOf } from '../samples';
import { OPERATIONS } from '../security/operations';
import { startHostileServer, type HostileServer, type RawAnswer } from './server';

useVirtualTime();
jest.setTimeout(600_000);

const RUNS = Number(process.env.PROPERTY_RUNS ?? 60);
const figures = { cases: 0, foreign: 0, lost: 0 };
afterAll(() => report('hostile', figures, `answers-n8n-${generation}`));

const GET: INodeParameters = { resource: 'mailService', operation: 'get', simplify: false };
const getService = { ...GET, mailServiceId: byId('={{ $json.n }}') };
const getMailbox = { resource: 'mailbox', operation: 'get', mailboxId: byId('={{ $json.n }}') };
const create = { resource: 'mailService', operation: 'create', name: '={{ "New " + $json.n }}' };

const json = (body: unknown): string => JSON.stringify(body);
const deep = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);
const service = (ID: unknown) => ({ ID: String(ID), NAME: `Service ${String(ID)}` });

describe('Hostile answers', () => {
	let server: HostileServer;
	beforeAll(async () => {
		server = await startHostileServer();
	});
	afterAll(async () => await server.close());

	/** Each item ends in something of its own; none is lost, none comes twice. */
	async function run(parameters: INodeParameters, count: number, answer: RawAnswer) {
		figures.cases += 1;
		server.answer(answer);
		const result = await runOn({} as Portal, parameters, {
			credential: server.credential,
			items: numbered(count),
			onError: 'continueRegularOutput',
		});
		expect(result.error).toBeUndefined();
		const paired = new Set(result.items.map(({ pairedItem }) => (pairedItem as { item: number }).item));
		const { resource, operation } = parameters as { resource: string; operation: string };
		const isList = Array.isArray(sampleOf(resource, operation).result);
		if (!isList) {
			figures.lost += count - paired.size;
			expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
				Array.from({ length: count }, (_, item) => ({ item })),
			);
		}
		for (const { json: output } of result.items) {
			if (output.error !== undefined && output.message !== undefined) {
				expect(output.error).toMatch(/^(Could not |It’s unclear whether |“|Bitrix24 ).* \[item \d+\]$/s);
			}
		}
		return result.items.map(({ json: output }) => output);
	}

	const WRONG: Array<[string, () => ReturnType<RawAnswer>]> = [
		['nothing', () => ({ body: '' })],
		['a list a million levels deep', () => ({ body: `{"result":${deep(1_000_000, '[', ']')}}` })],
		[
			'an object 10,000 levels deep',
			() => ({ body: `{"result":${deep(10_000, '{"a":', '}').replace('}', '1}')}}` }),
		],
		['an error 10,000 levels deep', () => ({ body: `{"error":${deep(10_000, '[', ']')}}` })],
		[
			'a record with a field 10,000 levels deep',
			() => ({ body: `{"result":{"ID":"1","X":${deep(10_000, '[', ']')}}}` }),
		],
		['30 MB of text', () => ({ body: 'x'.repeat(30_000_000) })],
		['30 MB of openings of a title', () => ({ body: '<title'.repeat(5_000_000) })],
		['30 MB of blanks', () => ({ body: ' '.repeat(30_000_000) })],
		['a code of 10 MB', () => ({ status: 400, body: json({ error: 'X'.repeat(10_000_000) }) })],
		[
			'words of 10 MB',
			() => ({ status: 400, body: json({ error: 'X', error_description: 'y '.repeat(5_000_000) }) }),
		],
		[
			'100,000 wrong fields',
			() => ({
				status: 400,
				body: json({ error: { code: 'X', validation: Array(100_000).fill({ field: 'a', message: 'b' }) } }),
			}),
		],
		['invalid UTF-8', () => ({ body: Buffer.from([0x7b, 0xff, 0xfe, 0xc3, 0x28, 0x7d]) })],
		['UTF-16', () => ({ body: Buffer.from(json({ result: service(1) }), 'utf16le') })],
		[
			'packed as it says, but not at all',
			() => ({ headers: { 'Content-Encoding': 'gzip' }, body: json({ result: {} }) }),
		],
		[
			'packed, and cut off',
			() => ({
				headers: { 'Content-Encoding': 'gzip' },
				body: gzipSync(json({ result: 'x'.repeat(100_000) })).subarray(0, 60),
			}),
		],
		['packed in an unknown way', () => ({ headers: { 'Content-Encoding': 'br' }, body: 'no brotli' })],
		['shorter than it says', () => ({ headers: { 'Content-Length': '5000' }, body: '{"result":' })],
		[
			'longer than it says',
			() => ({ headers: { 'Content-Length': '5' }, body: json({ result: service(1) }) }),
		],
		['a header that is none', () => ({ headers: { 'X\u0001': '\u0000' }, body: '{}' })],
		['two lengths', () => ({ headers: { 'content-length': '1' }, body: '{}' })],
		['a number', () => ({ body: '1e999' })],
		['null', () => ({ body: 'null' })],
		['a status of 999', () => ({ status: 999, body: '{}' })],
		['an answer that pretends to be the node’s own', () => ({ body: json({ error: 'withheld' }) })],
		['a redirect to nowhere', () => ({ status: 302, headers: { Location: 'http://[' }, body: '' })],
	];

	it.each(WRONG)('%s: a clear error for each item, of every operation', async (_, make) => {
		// Once: some of them take long to make.
		const made = make();
		const answer = () => made;
		const isLong = String(made.body).length > 1_000_000;
		for (const [index, [name, parameters]] of OPERATIONS.entries()) {
			// Longer answers are read by several operations in the same way.
			if (isLong && !/get$|create$/.test(name)) continue;
			for (const count of ownShare([1, 3], index)) {
				for (const output of await run(parameters, count, answer)) {
					expect(output.error).toMatch(/^(Could not|It’s unclear whether) /);
					expect(String(output.message).length).toBeLessThan(10_000);
				}
			}
		}
	});

	it('an answer that drips does not go on for ever', async () => {
		const parameters = { ...getService, requestOptions: { timeout: 100 } };
		const [output] = await run(parameters, 1, () => ({ drips: true, body: '' }));
		expect(output!.error).toContain('did not answer in time');
	});

	it('a byte order mark, another content type and packed answers do not matter', async () => {
		const body = json({ result: service(1) });
		const answers: Array<ReturnType<RawAnswer>> = [
			{ body: `\uFEFF${body}` },
			{ headers: { 'Content-Type': 'text/html; charset=windows-1251' }, body },
			{ headers: { 'Content-Type': '' }, body },
			{ headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(body) },
		];
		for (const answer of answers) {
			expect(await run(getService, 1, () => answer)).toEqual([service(1)]);
		}
	});

	it('keys that mean something to JavaScript stay data, and pollute nothing', async () => {
		const text =
			'{"ID":"1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":2}';
		const fields = { ...GET, operation: 'getFields' };
		const [one] = await run({ ...getService, mailServiceId: byId('1') }, 1, () => ({
			body: `{"result":${text}}`,
		}));
		expect(json(one)).toBe(text);
		// Items that ask for the same have copies of the same answer.
		for (const copy of await run({ ...getService, mailServiceId: byId('1') }, 3, () => ({
			body: `{"result":${text}}`,
		}))) {
			expect(json(copy)).toBe(text);
		}
		const names = (await run(fields, 1, () => ({ body: `{"result":${text}}` }))).map(({ name }) => name);
		expect(names).toEqual(['ID', '__proto__', 'constructor', 'prototype']);
		expect(({} as { polluted?: number }).polluted).toBeUndefined();
		expect(Object.getPrototypeOf({})).toBe(Object.prototype);
	});

	/** A batch's maps: what belongs to which call, and what the portal may make of it. */
	const keys = fc.constantFrom('c0', 'c1', 'c2', 'c3', 'c4', '0', '1', '__proto__', 'constructor', 'C1', '');
	const values = fc.oneof(
		fc.integer({ min: 1, max: 5 }).map(service),
		fc.constantFrom<unknown>(null, true, [], {}, 'text', 0, [service(1)], {
			error: 'X',
			error_description: 'y',
		}),
		fc.jsonValue({ maxDepth: 3 }),
	);
	const maps = fc.oneof(
		fc.array(fc.tuple(keys, values), { maxLength: 8 }).map((entries) => {
			// Twice the same key, too: that is JSON, if not an object.
			return `{${entries.map(([key, value]) => `${json(key)}:${json(value)}`).join(',')}}`;
		}),
		fc.jsonValue({ maxDepth: 2 }).map((value) => json(value)),
	);

	it('no item of a batch of v1 gets another’s data, whatever the maps hold', async () => {
		await fc.assert(
			fc.asyncProperty(maps, maps, async (results, errors) => {
				const body = `{"result":{"result":${results},"result_error":${errors}}}`;
				for (const [index, output] of (await run(getService, 5, () => ({ body }))).entries()) {
					expectOwn(output, 'ID', index + 1);
				}
			}),
			{ numRuns: RUNS },
		);
	});

	const item = (id: number) => ({ item: { id, name: `Mailbox ${id}` } });
	const lists = fc.oneof(
		fc.shuffledSubarray([1, 2, 3, 4, 5].map(item), { minLength: 0 }),
		fc.array(fc.oneof(fc.integer({ min: 1, max: 6 }).map(item), fc.jsonValue({ maxDepth: 2 })), {
			maxLength: 7,
		}),
		fc.dictionary(
			fc.constantFrom('0', '1', '2', '3', '4', '5', 'a', '01'),
			fc.integer({ min: 1, max: 5 }).map(item),
		),
		fc.jsonValue({ maxDepth: 3 }),
	);

	it('no item of a batch of REST 3.0 gets another’s data, in whatever order it comes', async () => {
		await fc.assert(
			fc.asyncProperty(lists, async (result) => {
				const body = json({ result });
				for (const [index, output] of (await run(getMailbox, 5, () => ({ body }))).entries()) {
					expectOwn(output, 'id', index + 1);
				}
			}),
			{ numRuns: RUNS },
		);
	});

	function expectOwn(output: IDataObject, key: string, wanted: number) {
		if (output.message !== undefined && output.error !== undefined) return;
		// A record may leave its ID out; it never has another's.
		const got = output[key];
		const isOwn =
			(typeof got !== 'string' && typeof got !== 'number') || got === '' || String(got) === String(wanted);
		figures.foreign += isOwn ? 0 : 1;
		expect({ wanted, got, isOwn }).toEqual({ wanted, got, isOwn: true });
	}

	it('any JSON at all, for any operation', async () => {
		const bodies = fc.oneof(
			fc.jsonValue({ maxDepth: 4 }),
			fc.record({ result: fc.jsonValue({ maxDepth: 4 }) }),
			fc.record({
				result: fc.record({ items: fc.jsonValue(), item: fc.jsonValue(), result: fc.jsonValue() }),
			}),
			fc.record({ error: fc.jsonValue({ maxDepth: 2 }), error_description: fc.jsonValue() }),
		);
		const operations = fc.constantFrom(...OPERATIONS.map(([, parameters]) => parameters));
		const statuses = fc.constantFrom(200, 200, 201, 204, 400, 401, 403, 404, 429, 500, 503);
		await fc.assert(
			fc.asyncProperty(
				operations,
				bodies,
				statuses,
				fc.constantFrom(1, 2),
				async (parameters, body, status, count) => {
					await run(parameters, count, () => ({ status, body: status === 204 ? '' : json(body) }));
				},
			),
			{ numRuns: RUNS },
		);
	});

	it('answers that break off anywhere', async () => {
		const whole = json({ result: { result: { c0: service(1), c1: service(2) }, result_error: [] } });
		await fc.assert(
			fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
				for (const output of await run(getService, 2, () => ({ body: whole.slice(0, length) }))) {
					expect(output.error).toMatch(/^Could not get mail service/);
				}
			}),
			{ numRuns: RUNS / 2 },
		);
	});

	it('a write with an unreadable answer may have been carried out, and the error says so', async () => {
		const answers: Array<ReturnType<RawAnswer>> = [
			{ headers: { 'Content-Encoding': 'gzip' }, body: 'not packed' },
			{ headers: { 'Content-Length': '5000' }, body: '{"result":' },
			{ body: `{"result":${deep(600, '[', ']')}}` },
			{ body: json({ result: '99999999999999999999' }) },
		];
		for (const answer of answers) {
			const [output] = await run(create, 1, () => answer);
			expect(output!.error).toMatch(/^It’s unclear whether mail service .* was created: /);
			expect(server.requests()).toBe(1);
		}
	});

	it('a list without an end is given up', async () => {
		let page = 0;
		const parameters = { resource: 'mailbox', operation: 'getAll', returnAll: true };
		const [output] = await run(parameters, 1, () => {
			page += 1;
			return {
				body: json({ result: { items: Array.from({ length: 100 }, (_, id) => ({ id: page * 100 + id })) } }),
			};
		});
		expect(output!.message).toContain('did not end after 1000 pages');
	});
});
