import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A certificate for 127.0.0.1, as PEM texts. */
export interface Certificate {
	key: string;
	cert: string;
	/** The file with `cert`. */
	path: string;
}

/** Kind of a `subjectAltName` entry: an IP address (RFC 5280). */
const IP_ADDRESS = 7;

/**
 * Makes a certificate with which a portal on this machine can be called over HTTPS: the vendor's client insists on it,
 * and what is compared has to use the same.
 *
 * @param folder where its file goes
 */
export function makeCertificate(folder: string): Certificate {
	const { private: key, cert } = generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keySize: 2048,
		algorithm: 'sha256',
		days: 2,
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{ name: 'subjectAltName', altNames: [{ type: IP_ADDRESS, ip: '127.0.0.1' }] },
		],
	});
	const path = join(folder, 'portal.pem');
	writeFileSync(path, cert);
	return { key, cert, path };
}
