import type { IDataObject } from 'n8n-workflow';
import { PAGE_SIZE } from './look';
import type { ListedMessage, MailSource } from './mailSource';

/** So many pages at the most are looked through for a sample. */
const MAX_PAGES = 10;

/** Among how many of the newest messages a sample is looked for. */
export const SAMPLED_MESSAGES = MAX_PAGES * PAGE_SIZE;

/**
 * The newest message that fits, whenever it was received.
 *
 * @param includeBody whether it is read
 * @returns nothing when there is none
 * @throws what the source throws, and why the message could not be read
 */
export async function newestMessage(
	source: MailSource,
	includeBody: boolean,
): Promise<IDataObject | undefined> {
	let fits: ((listed: ListedMessage) => boolean) | undefined;
	for (let pages = 0; pages < MAX_PAGES; pages++) {
		const page = await source.page(undefined, pages * PAGE_SIZE, PAGE_SIZE);
		if (page.length === 0) return undefined;
		fits ??= await source.filter();
		for (const row of page.filter(fits)) {
			if (!includeBody) return row.raw;
			const [read] = await source.messages([row]);
			if (read === 'gone') continue;
			if (read && 'error' in read) throw read.error;
			return read?.raw;
		}
	}
	return undefined;
}
