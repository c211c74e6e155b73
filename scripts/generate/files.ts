import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { docsIndex } from './docsIndex';
import { errorsPage } from './errorsPage';
import { readIfThere, type GeneratedFile } from './generatedFile';
import { operationPages } from './operationPage';
import { readme } from './readme';
import { SCHEMAS, schemaFiles } from './schema';
import type { Source } from './source';
import { triggerPage } from './triggerPage';

/**
 * All that is generated.
 *
 * @param root of the repository
 */
export function generatedFiles(source: Source, root: string): GeneratedFile[] {
	return [
		readme(source),
		docsIndex(source, (name) => readIfThere(root, name)),
		errorsPage(source),
		triggerPage(),
		...operationPages(source, filesIn(root, 'docs/operations')),
		...schemaFiles(source, filesIn(root, SCHEMAS)),
	];
}

/** The files below a folder, from the root of the repository, with `/` as the separator. */
function filesIn(root: string, folder: string): string[] {
	const full = path.join(root, folder);
	if (!existsSync(full)) return [];
	return readdirSync(full, { recursive: true, encoding: 'utf8' })
		.filter((name) => path.extname(name) !== '')
		.map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`);
}
