import type { IDataObject } from 'n8n-workflow';

/** One output item for the record that the portal answered with. */
export const oneRecord = (payload: unknown): IDataObject[] => [payload as IDataObject];

/** One output item for each record that the portal answered with. */
export const eachRecord = (payload: unknown): IDataObject[] => payload as IDataObject[];
