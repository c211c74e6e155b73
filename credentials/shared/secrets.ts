/**
 * Takes the secrets of one credential out of what comes back from the portal. No secret can be read from it.
 */
export interface Secrets {
	/** Whether a text of an answer holds a secret, in any spelling, or a link that works like one. */
	readonly isIn: (text: string) => boolean;
	/** Blots secrets, and nothing else, out of a text of an answer. */
	readonly redactExact: (text: string) => string;
	/** Blots secrets and all that looks like one out of a text that people read. */
	readonly redactForPeople: (text: string) => string;
	/** Takes note of the access token with which n8n signed a request: it may have renewed it on the way. */
	readonly learnFrom: (headers: Readonly<Record<string, unknown>>) => void;
}

/** What stands where a secret stood. */
export const HIDDEN = '***hidden***';

/** Shorter ones would be found in any text; Bitrix24's have 16 characters and more. */
const MIN_SECRET_LENGTH = 6;

/**
 * Links of a portal that are as good as a secret, whoever's it is: a webhook's address, a token in a query.
 *
 * @see https://apidocs.bitrix24.com/local-integrations/local-webhooks.html
 * @see https://apidocs.bitrix24.com/api-reference/disk/file/disk-file-get.html
 */
const LINKS = [
	/(\/rest\/(?:api\/)?\d+\/)[a-z0-9]{12,}/gi,
	/([?&](?:auth|access_token|refresh_token|client_secret)=)[^&#\s"'<>]{16,}/gi,
];
const ANY_LINK = new RegExp(LINKS.map(({ source }) => source).join('|'), 'i');

/** A link without a host is the portal's own. */
const RELATIVE_LINK = /(?<=^|[\s"'(])\/(?!\/)[^\s"'<>]*/g;

/**
 * There, the same without a digit is more likely the name of a page: Bitrix24's codes and tokens are random.
 */
const RELATIVE_LINKS = [
	/(\/rest\/(?:api\/)?\d+\/)(?=[a-z]*\d)[a-z0-9]{12,}/gi,
	/([?&](?:auth|access_token|refresh_token|client_secret)=)(?=[^&#\s"'<>\d]*\d)[^&#\s"'<>]{16,}/gi,
];

/**
 * In texts for people, too much is better than too little: any webhook, tokens in a query, words as long as a
 * token.
 */
const LOOKALIKES = [
	/(\/rest\/(?:api\/)?\d+\/)[a-z0-9_-]{4,}/gi,
	/\b((?:auth|access_token|refresh_token|client_secret)["']?\s{0,9}[=:]\s{0,9}["']?)[^\s"'&,}<]+/gi,
	/\b(Bearer\s{1,9})[a-z0-9._~+/=-]+/gi,
	/\b()(?=[a-z]*\d)[a-z0-9]{40,}\b/gi,
];

/**
 * Gets ready to look for secrets.
 *
 * @param known the credential's secrets; what is no text or too short to be told from other text is passed
 *   over
 * @param portal the portal's address: links of other hosts are data, whatever they look like
 */
export function secretsOf(known: readonly unknown[], portal?: string): Secrets {
	const ownLink = portal === undefined ? NOTHING : linkTo(new URL(portal).hostname);
	const spellings = new Set<string>();
	let spelled = NOTHING;
	const learn = (secrets: readonly unknown[]) => {
		for (const secret of secrets) {
			if (typeof secret !== 'string' || secret.length < MIN_SECRET_LENGTH) continue;
			for (const spelling of spellingsOf(secret)) spellings.add(spelling);
		}
		if (spellings.size > 0) spelled = anyOf([...spellings].map(escapeForPattern), 'gi');
	};
	const redactKnown = (text: string) => text.replace(spelled, HIDDEN);
	const redactLinks = (text: string) =>
		text
			.replace(ownLink, (link) => redactMatches(link, LINKS))
			.replace(RELATIVE_LINK, (link) => redactMatches(link, RELATIVE_LINKS));
	const redactExact = (text: string) => {
		const rest = redactKnown(text);
		return ANY_LINK.test(rest) ? redactLinks(rest) : rest;
	};

	learn(known);
	return {
		isIn: (text) => redactExact(text) !== text,
		redactExact,
		redactForPeople: (text) => redactMatches(redactKnown(text), LOOKALIKES),
		learnFrom: ({ Authorization: signature }) => {
			const [, token] = /^Bearer (.+)$/.exec(String(signature)) ?? [];
			if (token !== undefined && !spellings.has(token)) learn([token]);
		},
	};
}

/** Matches nothing. */
const NOTHING = /(?!)/g;

const anyOf = (sources: readonly string[], flags: string) => new RegExp(sources.join('|'), flags);

const redactMatches = (text: string, patterns: readonly RegExp[]) =>
	patterns.reduce((rest, pattern) => rest.replace(pattern, `$1${HIDDEN}`), text);

/** Finds whole links to a host, on any port. */
const linkTo = (host: string) =>
	new RegExp(`//(?:[^\\s/@"'<>]{0,100}@)?${escapeForPattern(host)}(?::\\d+)?(?=[/?])[^\\s"'<>]*`, 'gi');

const escapeForPattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** How a secret may be written: as it is, in a URL, in JSON, in hexadecimal, or anywhere within base64. */
function spellingsOf(secret: string): string[] {
	const encoded = encodeURIComponent(secret);
	const inBase64 = [0, 1, 2].flatMap((offset) => {
		const text = withinBase64(secret, offset);
		return [text, text.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(text)];
	});
	const inHex = Buffer.from(secret).toString('hex');
	return [secret, encoded, encodeURIComponent(encoded), inJson(secret), inHex, ...inBase64];
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/**
 * The characters of a base64 text that depend on nothing but the secret, which begins `offset` bytes after a
 * third one.
 */
function withinBase64(secret: string, offset: number): string {
	const bytes = Buffer.from(secret);
	const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
	return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}
