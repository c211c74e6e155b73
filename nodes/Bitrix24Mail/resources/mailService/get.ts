import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { MAIL_SERVICE_ID_INPUT, mailServiceId } from './mailServiceId';
import { serviceItems, simplifyParameter } from './serviceOutput';

export const mailServiceGetDescription: INodeProperties[] = [
	mailServiceId(['get']),
	simplifyParameter('get'),
];

export const mailServiceGet: Operation = {
	method: 'mailservice.get',
	input: MAIL_SERVICE_ID_INPUT,
	output: (service, _params, context) => serviceItems([service as IDataObject], context),
};
