import type { IDataObject } from 'n8n-workflow';
import { defineOperation } from '../define';
import { returnAllAndLimit } from '../shared/pagination';
import { outputParameters, SERVICE, serviceItems } from './output';

/** @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-list.html */
export const getManyMailServices = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many mail services',
	description: 'Retrieve a list of the active mail services',
	notice:
		'Bitrix24 lists the active mail services of the portal’s own site only. Get reads the others by their ID.',
	whoMay: 'any user',
	method: 'mailservice.list',
	parameters: [...returnAllAndLimit, ...outputParameters],
	output: {
		items: (services, _params, context, portal) => serviceItems(services as IDataObject[], context, portal),
		fields: SERVICE,
	},
});
