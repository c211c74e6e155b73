import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../execution/operation';
import { MAIL_SERVICE_ID_INPUT } from './mailServiceId';
import { OUTPUT_INPUT, serviceItems } from './serviceOutput';

export const mailServiceGet: Operation = {
	method: 'mailservice.get',
	input: { ...MAIL_SERVICE_ID_INPUT, ...OUTPUT_INPUT },
	output: (service, _params, context, portal) => serviceItems([service as IDataObject], context, portal),
};
