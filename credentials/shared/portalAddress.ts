import { UserError } from 'n8n-workflow';

/** Hosts that plain HTTP may be spoken to: the request never leaves the machine. */
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads an address of a Bitrix24 portal as people type it: with or without `https://`, with blanks
 * around it, with doubled slashes.
 *
 * @param text what was typed
 * @param field the label of the field, for the error
 * @returns the parsed address; its path has single slashes
 * @throws UserError when the address can't be used safely. The text itself is never repeated in the
 *   error, because a webhook URL is a secret as a whole.
 */
export function parseAddress(text: unknown, field: string): URL {
	const typed = typeof text === 'string' ? text.trim() : '';
	if (typed === '') throw refusal(field, 'is empty', 'Enter the address of your Bitrix24.');

	const [beforeQuery = ''] = typed.split(/[?#]/);
	// Looked for in the text as typed: the URL parser resolves these without a word.
	if (/\\|\s/.test(beforeQuery) || /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(beforeQuery)) {
		throw refusal(
			field,
			'contains a space or another character that doesn’t belong there',
			'Copy it again from Bitrix24.',
		);
	}

	const address = toUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
	// “https:/company…”: what comes before the first slash would be taken for the host.
	if (!address || /^https?$/.test(address.hostname)) {
		throw refusal(
			field,
			'is not an address',
			'Enter it like https://company.bitrix24.com, with two slashes.',
		);
	}
	if (address.username + address.password !== '' || /^(https?:)?\/*[^/]*@/i.test(beforeQuery)) {
		throw refusal(
			field,
			'contains a user name',
			'Remove everything between “https://” and “@”, and the “@” too.',
		);
	}
	if (address.protocol !== 'https:' && !isLoopbackHttp(address)) {
		throw refusal(
			field,
			'doesn’t start with https://',
			'The node only uses HTTPS, so that nobody on the network can read your secret.',
		);
	}
	address.pathname = address.pathname.replace(/\/{2,}/g, '/');
	return address;
}

/**
 * The base address of a portal: where `/rest/` begins.
 *
 * @param text a bare domain or a URL; self-hosted portals may live under a path prefix
 * @returns `https://host[:port][/prefix]` without a slash at the end
 * @throws UserError as {@link parseAddress} does
 */
export function parsePortalUrl(text: unknown): string {
	const address = parseAddress(text, 'Portal URL');
	return address.origin + address.pathname.replace(/\/+$/, '');
}

/**
 * An error about a credential's field: what is wrong with it and what to do.
 *
 * @param field the label of the field
 * @param problem what is wrong, to follow the label
 * @param advice a whole sentence
 */
export function refusal(field: string, problem: string, advice: string): UserError {
	return new UserError(`“${field}” ${problem}. ${advice}`);
}

function isLoopbackHttp(address: URL): boolean {
	return address.protocol === 'http:' && LOOPBACK_HOST.test(address.hostname);
}

function toUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}
