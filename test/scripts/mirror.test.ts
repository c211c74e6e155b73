import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mirror } from '../../scripts/mirror.js';

describe('A mirror', () => {
	let home: string;
	const sources = () => join(home, 'sources');
	const folder = () => join(home, 'folder');
	beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'mirror-'))));
	afterEach(() => rmSync(home, { recursive: true, force: true }));

	function write(file: string, text: string): void {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}

	/** Writes the files elsewhere, and makes the folder the same. */
	async function show(files: Record<string, string>): Promise<string[]> {
		for (const [name, text] of Object.entries(files)) write(join(sources(), name), text);
		return await mirror(new Map(Object.keys(files).map((name) => [name, join(sources(), name)])), folder());
	}

	const seen = (): Record<string, string> =>
		Object.fromEntries(
			readdirSync(folder(), { recursive: true, encoding: 'utf8' })
				.filter((name) => statSync(join(folder(), name)).isFile())
				.map((name) => [name, readFileSync(join(folder(), name), 'utf8')]),
		);

	it('makes a folder that is not there', async () => {
		const files = { 'one.js': '1', [join('below', 'two.js')]: '2' };
		expect((await show(files)).sort()).toEqual(Object.keys(files).sort());
		expect(seen()).toEqual(files);
	});

	it('writes what is new or different, removes what is gone, and names both', async () => {
		await show({ same: '1', changed: '2', [join('below', 'gone')]: '3' });
		expect((await show({ same: '1', changed: 'two', new: '4' })).sort()).toEqual(
			[join('below', 'gone'), 'changed', 'new'].sort(),
		);
		expect(seen()).toEqual({ same: '1', changed: 'two', new: '4' });
	});

	it('does not touch what is the same, so that nobody hears of it', async () => {
		await show({ same: '1' });
		const long = new Date(2000, 0);
		utimesSync(join(folder(), 'same'), long, long);
		expect(await show({ same: '1' })).toEqual([]);
		expect(statSync(join(folder(), 'same')).mtime).toEqual(long);
	});
});
