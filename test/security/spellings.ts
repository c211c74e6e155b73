/** How secrets can be written. On purpose, this shares no code with the part of the node that hides them. */

/** The forms of a secret by which somebody could get at it, by the name of the form. */
export function spellingsOf(secret: string): Record<string, string> {
	const bytes = Buffer.from(secret);
	const url = encodeURIComponent(secret);
	return {
		'as it is': secret,
		'in a URL': url,
		'in a URL within a URL': encodeURIComponent(url),
		'in JSON': JSON.stringify(secret).slice(1, -1),
		'in hexadecimal': bytes.toString('hex'),
		...withinBase64('base64', bytes, 'base64'),
		...withinBase64('URL-safe base64', bytes, 'base64url'),
	};
}

/**
 * The places of a text that hold one of the secrets, in any spelling.
 *
 * @param secrets by their names
 * @returns a line for each of them, with what stands around it
 */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
	const low = text.toLowerCase();
	return Object.entries(secrets).flatMap(([name, secret]) =>
		Object.entries(knownSpellingsOf(secret)).flatMap(([form, spelling]) => {
			const at = low.indexOf(spelling.toLowerCase());
			return at < 0 ? [] : [`${name}, ${form}: …${text.slice(Math.max(0, at - 80), at + 80)}…`];
		}),
	);
}

const known = new Map<string, Record<string, string>>();

function knownSpellingsOf(secret: string): Record<string, string> {
	const spellings = known.get(secret) ?? spellingsOf(secret);
	known.set(secret, spellings);
	return spellings;
}

/** A text that holds the secrets in every form, as a portal might repeat them: in links, in headers, bare. */
export function echoOf(secrets: Readonly<Record<string, string>>, origin: string): string {
	return Object.values(secrets)
		.flatMap((secret) => [
			...Object.values(spellingsOf(secret)),
			`${origin}/rest/1/${secret}/download/?id=5&token=${secret}`,
			`${origin}/rest/api/1/${secret}/mail.mailbox.get`,
			`${origin}/rest/download.json?auth=${secret}&x=1`,
			`Bearer ${secret}`,
			`client:${secret}`,
			Buffer.from(`client:${secret}`).toString('base64'),
			Buffer.from(`the client:${secret}; `).toString('base64url'),
			Buffer.from(`${secret}:x`).toString('base64'),
		])
		.join(' ');
}

/** What of a base64 text is the secret's, at each of the three places that it can begin at. */
function withinBase64(name: string, bytes: Buffer, encoding: 'base64' | 'base64url'): Record<string, string> {
	const spellings: Record<string, string> = {};
	for (const before of [0, 1, 2]) {
		const between = (around: number) =>
			Buffer.concat([Buffer.alloc(before, around), bytes, Buffer.alloc(3, around)]).toString(encoding);
		const [framed, other] = [between(0x00), between(0xff)];
		// What stays the same, whatever stands around the secret.
		const first = [...framed].findIndex((_, at) => framed.slice(at, at + 8) === other.slice(at, at + 8));
		const length = [...framed.slice(first)].findIndex((letter, at) => letter !== other[first + at]);
		spellings[`${name}, ${before} after`] = framed.slice(first, first + length);
	}
	return spellings;
}
