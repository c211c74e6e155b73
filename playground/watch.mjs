import { existsSync, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { packageName } from '../sandbox/n8n/names.mjs';
import { cache, root } from '../sandbox/n8n/paths.mjs';
import { assetsIn, HOMES, isAsset } from '../scripts/assets.js';
import { mirror } from '../scripts/mirror.js';
import { watchSources } from './compiler.mjs';

/** Editors save a file in several steps. */
const SETTLE_MS = 50;

/** n8n hears of a change at once, where it can watch files at all. */
const RELOAD_TIMEOUT_MS = 5_000;
const POLL_MS = 50;

/** What n8n 2 writes to its log (load-nodes-and-credentials.ts, `reloadLoader`). */
const TRIGGERED = `Hot reload triggered for ${packageName}`;
const FAILED = `Hot reload failed for ${packageName}`;

/** Makes n8n watch the packages that it has loaded: n8n's documentation does not know it, its sources do (server.ts). */
export const WATCHING = { N8N_DEV_RELOAD: 'true' };

const program = path.join(cache, 'dev');

/**
 * Brings each saved source into a running n8n: compiles it, puts what has changed into the installed package, all at once, and
 * sees n8n load it. n8n tells its open editors by itself. Where n8n does not notice, it is started again.
 * @param {object} options
 * @param {string} options.installed the folder of the installed package
 * @param {() => string} options.log what n8n has written so far
 * @param {() => Promise<void>} options.restart ends n8n and starts it again, with its data
 */
export function showChanges({ installed, log, restart }) {
	/** One after the other. */
	let last = Promise.resolve();
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	let isCompiled = false;

	const soon = () => {
		clearTimeout(timer);
		timer = setTimeout(() => (last = last.then(show).catch(say)), SETTLE_MS);
	};
	const show = async () => {
		const startedAt = Date.now();
		const before = log().length;
		const changed = await mirror(await packageFiles(), path.join(installed, 'dist'));
		if (changed.length === 0) return;
		const outcome = await reloaded(() => log().slice(before));
		if (outcome === 'unheard') await restart();
		if (outcome === 'failed') return say(`n8n can't load it: ${log().slice(before).trimEnd()}`);
		say(`${named(changed)} in n8n after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
	};

	watchSources(program, {
		onCompiled() {
			isCompiled = true;
			soon();
		},
		onError: say,
	});
	for (const home of HOMES) {
		watch(path.join(root, home), { recursive: true }, (_event, name) => {
			if (isCompiled && name && isAsset(path.join(home, name))) soon();
		});
	}
}

/** @returns {Promise<Map<string, string>>} the files of dist/, and where they are */
async function packageFiles() {
	const compiled = (await readdir(program, { recursive: true }))
		// The compiler leaves behind what it has made of sources that are gone.
		.filter((file) => file.endsWith('.js') && existsSync(path.join(root, file.replace(/\.js$/, '.ts'))));
	return new Map([
		...compiled.map((file) => /** @type {const} */ ([file, path.join(program, file)])),
		...assetsIn(root).map((file) => /** @type {const} */ ([file, path.join(root, file)])),
	]);
}

/**
 * @param {() => string} log what n8n has written since the change
 * @returns {Promise<'done' | 'failed' | 'unheard'>} what has become of it
 */
async function reloaded(log) {
	const deadline = Date.now() + RELOAD_TIMEOUT_MS;
	while (!log().includes(TRIGGERED)) {
		if (Date.now() > deadline) return 'unheard';
		await pause(POLL_MS);
	}
	// It takes a moment, and says nothing when it goes well.
	await pause(10 * POLL_MS);
	return log().includes(FAILED) ? 'failed' : 'done';
}

/** @param {string[]} files */
function named(files) {
	return files.length === 1 ? files[0] : `${files.length} files`;
}

/** @param {unknown} what */
function say(what) {
	console.log(`• ${new Date().toLocaleTimeString('en-GB')}  ${what instanceof Error ? what.message : what}`);
}
