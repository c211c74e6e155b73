import type { Sample } from '../testing/samples';
import { SCOPES } from '.';

export const samples: Sample[] = [
	{ version: 'v1', method: 'profile', result: expect.objectContaining({ ID: '1', ADMIN: true }) },
	{
		version: 'v3',
		method: 'profile',
		result: { profile: expect.objectContaining({ id: 1, admin: true }) as object },
	},
	{ version: 'v1', method: 'scope', result: SCOPES },
];
