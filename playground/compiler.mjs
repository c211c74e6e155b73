import { rmSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from '../sandbox/n8n/paths.mjs';

/** What the compiler says when it has found nothing to complain about: “Found {0} errors. Watching for file changes.” */
const FOUND_ERRORS = 6194;

/** … and one error. */
const FOUND_ONE_ERROR = 6193;

/**
 * Compiles the package as `npm run build` does, and again whenever one of its sources is saved.
 * @param {string} folder for the program; it is emptied first
 * @param {object} listener
 * @param {() => void} listener.onCompiled called when there is a new program
 * @param {(text: string) => void} listener.onError called with each of the compiler's complaints; there is no new program then
 */
export function watchSources(folder, { onCompiled, onError }) {
	rmSync(folder, { recursive: true, force: true });
	const format = {
		getCurrentDirectory: () => root,
		getCanonicalFileName: (/** @type {string} */ name) => name,
		getNewLine: () => '\n',
	};
	/** The compiler says some things twice. */
	const said = new Set();
	const host = ts.createWatchCompilerHost(
		path.join(root, 'tsconfig.build.json'),
		{ outDir: folder },
		ts.sys,
		ts.createEmitAndSemanticDiagnosticsBuilderProgram,
		(diagnostic) => {
			const text = ts.formatDiagnostic(diagnostic, format).trimEnd();
			if (!said.has(text)) onError(text);
			said.add(text);
		},
		({ code }, _newLine, _options, errors) => {
			said.clear();
			if ([FOUND_ERRORS, FOUND_ONE_ERROR].includes(code) && !errors) onCompiled();
		},
	);
	ts.createWatchProgram(host);
}
