import { foldersOf, type StoredFolder, type StoredMailbox } from '../mailbox';

/**
 * The path of the folder that a name or path stands for, whatever the case of its letters (vendor's source:
 * MessageFolder::resolveFolderPath).
 */
export function findFolder(mailbox: StoredMailbox, nameOrPath: string): string | undefined {
	const wanted = nameOrPath.toLowerCase();
	const isIt = ({ path, name }: StoredFolder) => [path, name].some((text) => text?.toLowerCase() === wanted);
	return foldersOf(mailbox).find(isIt)?.path;
}
