import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { LIMIT_INPUT, returnAllAndLimit } from '../shared';
import { OUTPUT_INPUT, serviceItems } from './serviceOutput';

export const mailServiceGetAllDescription: INodeProperties[] = returnAllAndLimit('mailService', ['getAll']);

export const mailServiceGetAll: Operation = {
	method: 'mailservice.list',
	input: { ...LIMIT_INPUT, ...OUTPUT_INPUT },
	output: (services, _params, context, portal) => serviceItems(services as IDataObject[], context, portal),
};
