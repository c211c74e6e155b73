import { credentialMethods } from './credential';
import { mailboxMethods } from './mailbox';
import { mailServiceMethods } from './mailService';
import { messageMethods } from './message';
import { recipientMethods } from './recipient';
import type { MethodSpec } from './types';

export type { CallWords, DoneWord, MethodSpec, Paging, ResultShape, UnclearWords } from './types';

/** Every REST method that the node calls. */
export const METHODS = {
	...mailServiceMethods,
	...mailboxMethods,
	...messageMethods,
	...recipientMethods,
	...credentialMethods,
};

export type MethodName = keyof typeof METHODS;

/**
 * Looks a REST method up.
 *
 * @param method its full name
 */
export function specOf(method: MethodName): MethodSpec {
	return METHODS[method];
}

/** The permission that every webhook and application has. */
const BASIC_SCOPE = 'basic';

/**
 * The scope that a webhook or application needs for a method: the first part of its name, or none but the
 * basic one.
 */
export function scopeOf(method: MethodName): string {
	const [scope, ...rest] = method.split('.') as [string, ...string[]];
	return rest.length > 0 ? scope : BASIC_SCOPE;
}

/**
 * The address of a REST method, without any secret.
 *
 * @param portal `https://host[:port][/prefix]`, no slash at the end
 * @param method the full name of a method
 * @param version which REST it lives on: v3 has `/api` in its path and takes no `.json` suffix
 * @see https://apidocs.bitrix24.com/api-reference/rest-v3.html
 */
export function methodUrl(portal: string, method: string, version: 1 | 3): string {
	return `${portal}/rest/${version === 3 ? 'api/' : ''}${method}`;
}
