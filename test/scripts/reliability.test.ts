import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alarms, entriesOf, pageOf } from '../../scripts/reliability/page';

const docs = join(__dirname, '..', '..', 'docs');
const WHERE = '2 cores · Node.js 24.0.0';
const date = '2026-03-02T23:59:59.000Z';

describe('The page on reliability', () => {
	it('adds up the parts of a suite, under the latest date', () => {
		const entries = entriesOf(
			[
				{ suite: 'faults', part: 'n8n-1', date: '2026-03-01T00:00:00.000Z', cases: 3, lost: 0 },
				{ suite: 'faults', part: 'n8n-2', date, cases: 4, lost: 1, doubled: 0 },
				{ suite: 'queue', date, executions: 40 },
			],
			WHERE,
		);
		expect(entries).toEqual({
			faults: { date: '2026-03-02', where: WHERE, figures: { cases: 7, lost: 1, doubled: 0 } },
			queue: { date: '2026-03-02', where: WHERE, figures: { executions: 40 } },
		});
	});

	it.each([
		['an unknown suite', { suite: 'unheard-of', date }, 'unheard-of'],
		['no date', { suite: 'queue', date: 'yesterday' }, 'Invalid time value'],
		['a figure that is none', { suite: 'queue', date, lost: '0' }, '“lost” of queue'],
	])('takes no report with %s', (_, report, message) => {
		expect(() => entriesOf([report], WHERE)).toThrow(message);
	});

	it('shows what was counted, and tells zero from not counted', () => {
		const page = pageOf(
			entriesOf(
				[
					{
						suite: 'queue',
						date,
						executions: 1234,
						lost: 0,
						worker2LongestWaitOfARunSeconds: 2.5,
						refused: 7,
					},
				],
				WHERE,
			),
		);
		expect(page).toContain('| Queue mode | – | – | 1,234 | – | 0 | – | – | – | 2026-03-02 |');
		expect(page).toContain('| Long runs | – | – | – | – | – | – | – | – | not run yet |');
		expect(page).toContain(
			'\n* Worker 2 longest wait of a run: 2.5 s\n* Requests rejected because of the request limit: 7\n',
		);
		expect(page).toContain(`Run on 2026-03-02 · ${WHERE}`);
	});

	it.each([
		['lost', 'Queue mode: items lost 1'],
		['doubled', 'Queue mode: changes made twice 1'],
		['leaks', 'Queue mode: secrets found 1'],
	])('raises the alarm when something was %s', (figure, alarm) => {
		const entriesWith = (count: number) =>
			entriesOf([{ suite: 'queue', date, cases: 5, [figure]: count }], WHERE);
		expect(alarms(entriesWith(0))).toEqual([]);
		expect(alarms(entriesWith(1))).toEqual([alarm]);
	});

	it('is what the kept figures say', () => {
		const kept = JSON.parse(readFileSync(join(docs, 'reliability.json'), 'utf8')) as Parameters<
			typeof pageOf
		>[0];
		expect(readFileSync(join(docs, 'reliability.md'), 'utf8')).toBe(pageOf(kept));
		expect(alarms(kept)).toEqual([]);
	});
});
