import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A file that is generated, as a whole or in parts. */
export interface GeneratedFile {
	/** From the root of the repository, with `/` as the separator. */
	name: string;
	/**
	 * The text that it is to have; nothing when it must not be there.
	 *
	 * @param before the text that it has; nothing when it is not there
	 * @throws Error with words that follow the file's name, when that text has no place for what is generated
	 */
	render: (before: string | undefined) => string | undefined;
}

/** What there is to say of a file. */
export interface Finding {
	name: string;
	/** `stale`: it has another text than it should. `broken`: a person has to mend it first. */
	kind: 'stale' | 'broken';
	/** It was not there at all. */
	isNew: boolean;
	/** For people: begins with the file's name. */
	text: string;
}

/**
 * Compares files with what they should be.
 *
 * @param root of the repository
 * @returns the files that are not up to date, and those that can't be
 */
export function check(root: string, files: readonly GeneratedFile[]): Finding[] {
	return files.flatMap((file) => visit(root, file, () => {}));
}

/**
 * Writes the files that are not up to date; those that can't be are left as they are.
 *
 * @param root of the repository
 * @returns as {@link check}, with the files that were written as stale ones
 */
export function write(root: string, files: readonly GeneratedFile[]): Finding[] {
	return files.flatMap((file) =>
		visit(root, file, (target, text) => {
			if (text === undefined) return rmSync(target);
			mkdirSync(path.dirname(target), { recursive: true });
			writeFileSync(target, text);
		}),
	);
}

/** Reads a file of the repository. @returns nothing when it is not there */
export function readIfThere(root: string, name: string): string | undefined {
	const target = path.join(root, name);
	return existsSync(target) ? readFileSync(target, 'utf8') : undefined;
}

function visit(
	root: string,
	{ name, render }: GeneratedFile,
	update: (target: string, text: string | undefined) => void,
): Finding[] {
	const before = readIfThere(root, name);
	const finding = { name, isNew: before === undefined };
	try {
		const text = render(before);
		if (text === before) return [];
		update(path.join(root, name), text);
		return [{ ...finding, kind: 'stale', text: `${name} is stale: run npm run generate` }];
	} catch (error) {
		return [{ ...finding, kind: 'broken', text: `${name} ${(error as Error).message}` }];
	}
}
