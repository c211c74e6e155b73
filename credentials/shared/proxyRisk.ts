/**
 * What can weaken the check of the portal’s certificate: the names that n8n’s two request helpers use for it.
 */
interface Checkable {
	proxy?: unknown;
	/** Of `httpRequest`. */
	skipSslCertificateValidation?: unknown;
	/** Of the older `request`, which the HTTP Request node uses. */
	rejectUnauthorized?: unknown;
	/** Of both: options of Node.js' TLS. */
	agentOptions?: unknown;
}

/**
 * TLS options that say who n8n is. All others may change whom it trusts, an own certificate authority for
 * one.
 */
const CLIENT_OPTIONS = ['cert', 'key', 'passphrase'];

/** Why the proxy of a request could read the secret in it, and what to do: a whole sentence. */
export interface ProxyRisk {
	problem: string;
	advice: string;
}

/**
 * Finds out whether the proxy that a request names could read what the request carries. Anyone who can edit a
 * workflow can name a proxy of their own, so nothing but the check of the portal’s certificate keeps a secret
 * from it.
 *
 * The proxy of n8n’s own environment (`HTTP_PROXY`, `HTTPS_PROXY`) is not looked at: it belongs to whoever
 * runs n8n.
 *
 * @param request the request’s options, of either of n8n’s request helpers
 * @param portal the address that it goes to
 * @returns nothing when the proxy can’t read it, or there is none
 * @see https://nodejs.org/api/cli.html#node_extra_ca_certsfile
 */
export function proxyRisk(request: Readonly<Checkable>, { protocol }: URL): ProxyRisk | undefined {
	if (!request.proxy) return undefined;
	if (protocol !== 'https:') {
		return {
			problem: 'it goes through a proxy without HTTPS, and the proxy could read the secret',
			advice: 'Remove the proxy from the node’s options, or use a Bitrix24 address with https://.',
		};
	}
	if (isCertificateChecked(request)) return undefined;
	return {
		problem:
			'it goes through a proxy without a check of Bitrix24’s certificate, and the proxy could read the secret',
		advice:
			'Turn off Ignore SSL Issues in the node’s options, or remove the proxy. To trust a certificate that isn’t public, set n8n’s environment variable NODE_EXTRA_CA_CERTS to the path of its file.',
	};
}

function isCertificateChecked({
	skipSslCertificateValidation,
	rejectUnauthorized,
	agentOptions,
}: Readonly<Checkable>): boolean {
	// Whatever is no plain “no” counts as one: n8n reads these fields in several places.
	if (skipSslCertificateValidation || (rejectUnauthorized !== undefined && rejectUnauthorized !== true)) {
		return false;
	}
	const options = typeof agentOptions === 'object' && agentOptions !== null ? Object.keys(agentOptions) : [];
	return options.every((option) => CLIENT_OPTIONS.includes(option));
}
