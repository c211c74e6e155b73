import type { Operation } from '../../execution/operation';
import { MAIL_SERVICE_ID_INPUT } from './mailServiceId';

export const mailServiceDelete: Operation = {
	method: 'mailservice.delete',
	input: MAIL_SERVICE_ID_INPUT,
	output: (_done, { ID }) => [{ id: ID, deleted: true }],
};
