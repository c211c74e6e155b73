import type { INodeProperties } from 'n8n-workflow';

/** Everybody may read mail services, but not everybody may change them (Bitrix24 REST: mailservice.add, update, delete). */
export const administratorNotice: INodeProperties = {
	displayName: 'Only an administrator’s webhook or account may create, update or delete mail services',
	name: 'administratorNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { resource: ['mailService'], operation: ['create', 'delete', 'update'] } },
};
