import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** Where and when it was measured, and with which versions, in one line. */
export function describeMachine(): string {
	const cores = cpus();
	const memory = Math.round(totalmem() / 1024 ** 3);
	return [
		new Date().toISOString().slice(0, 10),
		`${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${memory} GB`,
		`Node.js ${process.versions.node}`,
		...['n8n-core', '@bitrix24/b24jssdk'].map((name) => `${name} ${versionOf(name)}`),
	].join(' · ');
}

/** Read from the file itself: packages need not export it. */
function versionOf(name: string): string {
	const entry = require.resolve(name);
	const folder = join('node_modules', ...name.split('/'));
	const path = join(entry.slice(0, entry.lastIndexOf(folder)), folder, 'package.json');
	return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
