import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pagesIn, readPage, ROOT, targetsOf } from './markdown';

/** All pictures of the pages and the README: their paths from docs/images/, without an extension. */
const shown = [...pagesIn('docs'), readPage('README.md')].flatMap((page) =>
	targetsOf(page)
		.filter((target) => target.endsWith('.png'))
		.map((target) => path.posix.join(path.posix.dirname(page.name), target))
		.map((name) => path.posix.relative('docs/images', name).replace('.png', '')),
);

it('Every picture is one that npm run docs:screenshots takes, so that none is out of date', () => {
	const script =
		"import('./test/e2e/scenes/index.mjs').then(async (scenes) => console.log(JSON.stringify(Object.keys(await scenes.allScenes()))))";
	const taken = JSON.parse(
		execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }),
	) as string[];
	expect(shown.filter((name) => !taken.includes(name))).toEqual([]);
	expect(shown.length).toBeGreaterThan(0);
});
