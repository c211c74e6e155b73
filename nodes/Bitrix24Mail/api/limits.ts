/**
 * What Bitrix24 allows in a batch, and how many requests the node sends at a time. Page sizes are the
 * methods' own (see `methods/`).
 *
 * @see https://apidocs.bitrix24.com/settings/how-to-call-rest-api/batch.html
 */

/** Calls in one batch at the most. */
export const MAX_BATCH_SIZE = 50;

/** A batch's body at the most, in bytes: what web servers of portals usually take is well above. */
export const MAX_BATCH_BYTES = 2_000_000;

/** Pages of one list at the most: a portal whose list has no end must not be read for ever. */
export const MAX_PAGES = 1_000;

/**
 * Requests of one run that are under way at the same time. Writes go one after the other, in the order of the
 * items.
 */
export const MAX_CONCURRENT_REQUESTS = { read: 4, write: 1 } as const;
