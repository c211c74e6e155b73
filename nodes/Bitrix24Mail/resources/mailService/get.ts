import type { IDataObject } from 'n8n-workflow';
import { defineOperation } from '../define';
import { mailServiceId } from './id';
import { SERVICE, serviceItems, serviceOutput } from './output';

/** @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-get.html */
export const getMailService = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get mail service',
	description: 'Retrieve an active or inactive mail service by ID',
	whoMay: 'any user',
	method: 'mailservice.get',
	parameters: [mailServiceId, ...serviceOutput],
	output: {
		items: (service, _params, { context, portal }) => serviceItems([service as IDataObject], context, portal),
		fields: SERVICE,
	},
});
