import { jsonParse } from 'n8n-workflow';
import { shortened } from '../../api/errors/template';
import { InputError, type Validator } from '../../execution/operation';
import { isBlank } from '../../execution/validators';
import { parseAddresses } from './addresses';
import { splitList } from './addressList';

/**
 * The recipients that a user entered: text with commas, semicolons or line breaks between them, but for those
 * in quoted names; an array from an expression; or that array as JSON, as language models write it.
 *
 * @param value anything
 * @returns the entries without blanks around them; empty ones are left out
 * @throws InputError when there is something else than text in it
 */
export function splitRecipients(value: unknown): string[] {
	const list = Array.isArray(value) ? (value as unknown[]) : (arrayIn(value) ?? [value]);
	return list.flatMap((entry) => {
		if (isBlank(entry)) return [];
		if (typeof entry !== 'string') throw notText(entry);
		const { entries } = splitList(entry, ',;\r\n');
		return entries.map((text) => text.trim()).filter((text) => text !== '');
	});
}

function arrayIn(value: unknown): unknown[] | undefined {
	if (typeof value !== 'string' || !value.trim().startsWith('[')) return undefined;
	// Not `undefined`, which n8n takes for no fallback at all: it would throw an error that names no parameter.
	const array = jsonParse<unknown>(value, { fallbackValue: null });
	return Array.isArray(array) ? array : undefined;
}

function notText(entry: unknown): InputError {
	const what = Array.isArray(entry) ? 'a list' : `a value of type ${typeof entry}`;
	return new InputError(
		`must be text or a list of texts, but contains ${what}`,
		'Enter comma-separated addresses, or check that the expression returns them for this item.',
	);
}

/** No recipient is longer, in characters, even with a name. */
const MAX_LENGTH = 1000;

/** No address is longer, in characters: 64 before the @, 255 after it. */
const MAX_ADDRESS_LENGTH = 320;

const ATOM = "[\\p{L}\\d=_+~'!$&*^`|#%/?{}\\-]+";
const LABEL = '[\\p{L}\\d\\-]';

/** The addresses that Bitrix24 accepts, in any alphabet (vendor’s source: `check_email` in `main/tools.php`). */
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}+\\.)+${LABEL}{2,20}$`, 'u');

/** A name, which may be or contain quoted texts, and what stands in angle brackets after it. */
const NAME_AND_ADDRESS = /^((?:[^<>"]|"[^"]*")*)<([^<>]*)>$/;

/**
 * Names that don’t change what Bitrix24 makes of an entry: it takes what stands in the first brackets of any
 * kind for the address, and other programs take an entry apart at special characters outside quotes.
 */
const HARMLESS_NAME = /^(?:"[^"\\<>()[\]]*"|[^"\\<>()[\],;:@]*)$/;

/**
 * Checks one recipient: `ann@example.com` or `Ann Lee <ann@example.com>`. Bitrix24 looks up what it does not
 * take for an address as the name of a contact or an employee, and sends the message to whoever that finds.
 *
 * @param entry without blanks around it
 * @returns what to send to Bitrix24: the entry, or the address alone where its name would be in the way
 * @throws InputError that names the entry
 * @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-send.html
 */
export function checkRecipient(entry: string): string {
	if (entry.length <= MAX_LENGTH && !/\p{Cc}/u.test(entry)) {
		if (isAddress(entry)) return entry;
		const [, name = '', inAngles = ''] = NAME_AND_ADDRESS.exec(entry) ?? [];
		const address = inAngles.trim();
		if (isAddress(address)) return canCarry(name.trim()) ? `${name.trim()} <${address}>` : address;
	}
	throw new InputError(
		`contains “${shortened(entry)}”, which is not an email address`,
		'Enter addresses only, alone or as “Name <address>”. Bitrix24 would look up anything else as a person’s name, and could send the message to somebody else.',
	);
}

/** Whether Bitrix24 takes a text for an email address. */
export function isAddress(text: string): boolean {
	return text.length <= MAX_ADDRESS_LENGTH && ADDRESS.test(text);
}

const canCarry = (name: string): boolean => name !== '' && HARMLESS_NAME.test(name) && name.isWellFormed();

/** Recipients, one at least, as a list of texts for Bitrix24. */
export const recipients: Validator = (value, context) => {
	const list = optionalRecipients(value, context);
	if (list !== undefined) return list;
	throw new InputError(
		'is empty',
		'Enter at least one email address, or check that the expression returns one for this item.',
	);
};

/** Recipients as a list of texts for Bitrix24; none leaves the field out. */
export const optionalRecipients: Validator = (value) => {
	const list = splitRecipients(value).map(checkRecipient);
	return list.length > 0 ? list : undefined;
};

/**
 * The same for those who get a copy. Names with other than ASCII letters are left out: where Bitrix24 sends by SMTP
 * itself, it encodes a whole CC header with such a name, addresses too (vendor’s source: `Mail::getHeaders`).
 */
export const copyRecipients: Validator = (value, context) => {
	const list = optionalRecipients(value, context) as string[] | undefined;
	return list?.map((entry) => (IS_ASCII.test(entry) ? entry : (parseAddresses(entry)[0]?.address ?? entry)));
};

const IS_ASCII = /^[ -~]*$/;
