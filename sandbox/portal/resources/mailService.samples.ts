import type { Sample } from '../testing/samples';

/** In this order: what is created first is renamed, read and deleted. */

const ICON = ['logo.png', Buffer.from('89504e470d0a1a0a00fbefff00', 'hex').toString('base64')];
const renamed = expect.objectContaining({
	ID: '5',
	NAME: 'Renamed & more',
	SERVER: 'imap.example.com',
	PORT: '993',
	ICON: expect.stringMatching(/^https:.*logo\.png$/) as string,
}) as object;

export const samples: Sample[] = [
	{
		version: 'v1',
		method: 'mailservice.add',
		params: { NAME: 'By the vendor’s client', SERVER: 'IMAP.example.com', ICON },
		result: 5,
	},
	{
		version: 'v1',
		method: 'mailservice.update',
		params: { ID: 5, NAME: 'Renamed & more', PORT: 993 },
		result: true,
	},
	{ version: 'v1', method: 'mailservice.get', params: { ID: 5 }, result: renamed },
	{ version: 'v1', method: 'mailservice.list', result: expect.arrayContaining([renamed]) },
	{ version: 'v1', method: 'mailservice.fields', result: expect.objectContaining({ NAME: 'Name' }) },
	{ version: 'v1', method: 'mailservice.delete', params: { ID: 5 }, result: true },
];
