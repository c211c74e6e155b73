/** What Bitrix24 allows, and how the node keeps to it. Bitrix24 REST: limits; batch; pagination. */

/** Calls in one batch at the most. */
export const MAX_BATCH_SIZE = 50;

/** A batch's body at the most, in bytes: what web servers of portals usually take is well above. */
export const MAX_BATCH_BYTES = 2_000_000;

/** Records on one page at the most: REST 3.0 cuts longer pages without a word. */
export const MAX_PAGE_SIZE = 100;

/** Pages of one list at the most: a portal whose list has no end must not be read for ever. */
export const MAX_PAGES = 1_000;

/** Requests of one run that are under way at the same time. Writes go one after the other, in the order of the items. */
export const MAX_CONCURRENT_REQUESTS = { read: 4, write: 1 } as const;

/** The editor's lists have no Request Options → Timeout: somebody waits for them, with an open panel. In milliseconds. */
export const LIST_TIMEOUT_MS = 30_000;

/** The test of a credential, for which somebody waits as well. In milliseconds. */
export const CREDENTIAL_TEST_TIMEOUT_MS = 30_000;
