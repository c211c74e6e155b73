import type { Methods } from './types';

/** What any webhook or app may ask about itself: no permission is needed. */
export const credentialMethods = {
	/**
	 * Who the credential's user is. @see https://apidocs.bitrix24.com/api-reference/common/users/profile.html
	 */
	profile: {
		version: 1,
		access: 'read',
		shape: 'record',
		action: 'look up the credential’s user',
	},
	/** Which permissions it has. @see https://apidocs.bitrix24.com/api-reference/common/system/scope.html */
	scope: {
		version: 1,
		access: 'read',
		shape: 'names',
		action: 'look up the credential’s permissions',
	},
} as const satisfies Methods;
