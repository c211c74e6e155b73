/**
 * `npm run generate`: writes what follows from the declarations of the node (nodes/Bitrix24Mail/resources, api/errors) and from the
 * samples of its tests. `-- --check` writes nothing, and names what is not up to date.
 */
import { parseArgs } from 'node:util';
import { generatedFiles } from './files';
import { check, write } from './generatedFile';
import { SOURCE, type Source } from './source';

/** What the command needs besides its arguments. */
export interface Surroundings {
	/** Of the repository. */
	root: string;
	print: (line: string) => void;
	/** In place of the repository's own declarations. */
	source?: Source;
}

/**
 * Runs the command.
 *
 * @param args `--check`, or none
 * @returns the exit code: 1 when something is not up to date, or has to be mended by hand
 */
export function main(args: string[], { root, print, source = SOURCE }: Surroundings): number {
	const { values } = parseArgs({ args, options: { check: { type: 'boolean', default: false } } });
	const files = generatedFiles(source, root);
	const findings = values.check ? check(root, files) : write(root, files);
	const isWritten = (kind: string) => kind === 'stale' && !values.check;
	for (const { name, kind, isNew, text } of findings) {
		print(isWritten(kind) ? `wrote ${name}${isNew ? ', which is new' : ''}` : text);
	}
	if (findings.length === 0) print(`${files.length} generated files are up to date`);
	return findings.every(({ kind }) => isWritten(kind)) ? 0 : 1;
}
