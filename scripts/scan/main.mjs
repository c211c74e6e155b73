/**
 * Scans the package as n8n does before it verifies one (`npm run scan`): n8n's own scanner, in the pinned version,
 * over the sources and over a tarball: the one that is named, or else what would be published. Ends with 0 when n8n would accept both. What the
 * scanner looks up on npm and GitHub (provenance) is not part of it: that exists after publishing only.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from '../dependencies.mjs';
import { packProject } from '../package.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const SCANNER = '@n8n/scan-community-package';

// The scanner itself reads the tarball with these.
const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

/** Installs the scanner here, from its own lockfile, unless it is there already. */
async function loadScanner() {
	await installDependencies(here, (message) => console.log(`scan: ${message}`));
	const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
	console.log(`scan: ${SCANNER} ${dependencies[SCANNER]}`);
	return await import(`${SCANNER}/scanner/scanner.mjs`);
}

function unpackInto(folder, tarball) {
	mkdirSync(folder);
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	return folder;
}

/** Prints the verdict over one folder. */
async function verdict(title, { analyzePackage }, folder, patterns) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	console.log(`${passed ? '✓' : '✗'} ${title}: ${passed ? 'no violations' : message}`);
	if (details) console.log(details);
	// With nothing to look at, the scanner is content.
	if (passed && message) throw new Error(`${title}: ${message}`);
	return passed;
}

const [named] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'scan-'));
try {
	const scanner = await loadScanner();
	const sources = await verdict('sources', scanner, root, scanner.SOURCE_FILE_PATTERNS);
	const unpacked = unpackInto(join(folder, 'package'), named ?? (await packProject()).tarball);
	const tarball = await verdict('tarball', scanner, unpacked, TARBALL_FILE_PATTERNS);
	const passed = sources && tarball;
	console.log(passed ? 'scan: n8n would accept the package' : 'scan: n8n would refuse the package');
	process.exitCode = passed ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
