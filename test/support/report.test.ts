import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report } from './report';

describe('The report of a suite', () => {
	const before = process.env.RELIABILITY_REPORT;
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'report-'));
		process.env.RELIABILITY_REPORT = join(folder, 'made', 'when needed');
	});
	afterEach(() => {
		rmSync(folder, { recursive: true });
		if (before === undefined) delete process.env.RELIABILITY_REPORT;
		else process.env.RELIABILITY_REPORT = before;
	});
	const written = (file: string): unknown =>
		JSON.parse(readFileSync(join(folder, 'made', 'when needed', file), 'utf8'));

	it('is a file with its figures and the date', () => {
		const now = Date.now();
		report('hostile', { cases: 12, lost: 0 });
		const content = written('hostile.json') as { date: string };
		expect(content).toEqual({ suite: 'hostile', date: content.date, cases: 12, lost: 0 });
		expect(Date.parse(content.date)).toBeGreaterThanOrEqual(now);
	});

	it('is a file for each part', () => {
		report('security', { cases: 1 }, 'n8n-1');
		report('security', { cases: 2 }, 'n8n-2');
		expect(written('security.n8n-1.json')).toMatchObject({ suite: 'security', part: 'n8n-1', cases: 1 });
		expect(written('security.n8n-2.json')).toMatchObject({ suite: 'security', part: 'n8n-2', cases: 2 });
	});

	it('is not written when no folder is named', () => {
		delete process.env.RELIABILITY_REPORT;
		report('hostile', { cases: 12 });
		expect(readdirSync(folder)).toEqual([]);
	});

	it.each([Number.NaN, Infinity, undefined, null, '7'])('refuses %p as a figure', (figure) => {
		expect(() => report('hostile', { cases: figure as number })).toThrow('“cases” of hostile');
	});

	it.each(['../elsewhere', '', 'a b'])('refuses “%s” as a name', (name) => {
		expect(() => report(name, {})).toThrow('can’t be the name');
		expect(() => report('hostile', {}, name)).toThrow('can’t be the name');
	});
});
