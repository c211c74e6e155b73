/**
 * The base address of a portal as `parsePortalUrl` reads it, but in n8n's expressions: these know no `URL`,
 * and nothing outside of the function. A query, a fragment and slashes at the end are ignored.
 *
 * @param typed what stands in the field
 * @returns `https://host[:port][/prefix]`; for what `parsePortalUrl` refuses, something that is no address
 *   either, with which n8n connects nowhere
 */
export const portalAddressOf = (typed: unknown): string => {
	const [address = ''] = String(typed ?? '')
		.trim()
		.split(/[?#]/);
	const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : 'https://' + address;
	const [, scheme = '', host = '', path = ''] =
		/^(https?):\/{2,}([^/\\\s@]+)(\/[^\\\s]*)?$/i.exec(whole) ?? [];
	const isMistyped = /^(https?(:.*)?)?$/i.test(host) || /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(address);
	const isLocal = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d*)?$/i.test(host);
	if (isMistyped || (scheme.toLowerCase() === 'http' && !isLocal)) return 'invalid: not a Bitrix24 address';
	return scheme + '://' + host + path.replace(/\/{2,}/g, '/').replace(/\/$/, '');
};

/**
 * n8n's expression for a portal's base address, without the braces.
 *
 * @param field the expression that yields what the user typed
 */
export const portalExpression = (field: string): string => `(${portalAddressOf.toString()})(${field})`;
