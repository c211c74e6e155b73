import type { IDataObject } from 'n8n-workflow';
import type { OutputField } from '../define';

/** What says that it was done: it can’t be false. */
export const alwaysTrue: OutputField = {
	type: 'boolean',
	description: 'Always true. If Bitrix24 rejects the request, you get an error instead.',
};

/** One output item for the record that the portal answered with. */
export const oneRecord = (payload: unknown): IDataObject[] => [payload as IDataObject];

/** One output item for each record that the portal answered with. */
export const eachRecord = (payload: unknown): IDataObject[] => payload as IDataObject[];
