/** The bare address in `Name <address>`, or the text itself. */
export function addressOf(text: string): string {
	return (/<([^>]+)>/.exec(text)?.[1] ?? text).trim();
}

/** Whether two addresses are the same one, whatever the case of their letters. */
export function sameAddress(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

const ADDRESS =
	/^[\p{L}=_0-9a-z+~'!$&*^`|\\#%/?{}-]+(\.[\p{L}=_0-9a-z+~'!$&*^`|\\#%/?{}-]+)*@([\p{L}a-z0-9-]+\.)+[\p{L}a-z0-9-]{2,20}$/iu;

/** What the server takes for an address: bare, or in brackets after a name (vendor's source: check_email, not strict). */
export function isAddress(text: string): boolean {
	const bracketed = /[<[(](.*?)[>\])]/.exec(text)?.[1] ?? '';
	const address = bracketed === '' ? text.trim() : bracketed;
	return address.length <= 320 && ADDRESS.test(address);
}
