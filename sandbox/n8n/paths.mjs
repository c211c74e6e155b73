import { fileURLToPath } from 'node:url';

/** Folders of this checkout, as absolute paths. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const playground = fileURLToPath(new URL('../../playground/', import.meta.url));
export const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
export const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
