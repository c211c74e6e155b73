import type { IDataObject } from 'n8n-workflow';
import { defineOperation } from '../define';
import { returnAllAndLimit } from '../shared/pagination';
import { SERVICE, serviceItems, serviceOutput } from './output';

/** @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-list.html */
export const getManyMailServices = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many mail services',
	description: 'Retrieve a list of active mail services',
	notice:
		'Only active mail services of the current site are returned. To read an inactive one, use Get with its ID.',
	whoMay: 'any user',
	method: 'mailservice.list',
	parameters: [...returnAllAndLimit, ...serviceOutput],
	output: {
		items: (services, _params, { context, portal }) =>
			serviceItems(services as IDataObject[], context, portal),
		fields: SERVICE,
	},
});
