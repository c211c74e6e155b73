import type { Done } from '../rest/methods';
import { defineResource, type ResourceCall } from './resource';

/** What every caller may ask, whatever its scopes. */
export const system = defineResource({
	name: 'system',
	open: () => ({}),
	methods: {
		profile: { versions: ['v1', 'v3'], call: profile },
		scope: { versions: ['v1'], call: scope },
	},
});

/** Who the caller is (Bitrix24 REST: profile). REST 3.0 wraps it and spells it differently. */
function profile({ caller: { userId, admin }, version }: ResourceCall<object>): Done {
	if (version === 'v3') {
		return { result: { profile: { id: userId, admin, name: 'Portal', lastName: `User ${userId}` } } };
	}
	return {
		result: {
			ID: String(userId),
			ADMIN: admin,
			NAME: 'Portal',
			LAST_NAME: `User ${userId}`,
			PERSONAL_GENDER: '',
			TIME_ZONE: '',
			TIME_ZONE_OFFSET: 0,
		},
	};
}

/**
 * What the caller is permitted to do, or, with `full`, everything that one can be permitted to do here.
 *
 * @see https://apidocs.bitrix24.com/api-reference/common/system/scope.html
 */
function scope({ params: { full = false }, caller, scopes }: ResourceCall<object>): Done {
	const isFull = full !== false && full !== 'false' && full !== '' && full !== 0 && full !== '0';
	return { result: isFull ? scopes : caller.scopes };
}
