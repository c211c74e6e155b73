import { jsonParse, type IBinaryData } from 'n8n-workflow';
import { InputError, type Validator } from './operation';

/** How a value is shown in an error: short, and never the inside of an object. */
function shown(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'empty';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	if (typeof value !== 'string') return String(value);
	return `“${value.length > 40 ? `${value.slice(0, 39)}…` : value}”`;
}

/** Whether a value says nothing: none, null or an empty text. */
export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The same for a cell of a table: blanks say nothing, either. */
export const isBlank = (value: unknown): boolean =>
	isEmpty(value) || (typeof value === 'string' && value.trim() === '');

/** A whole number, given as a number or as digits in text; undefined for anything else. */
function toWholeNumber(value: unknown): number | undefined {
	const isDigits = typeof value === 'string' && /^\s*\d+\s*$/.test(value);
	const number = typeof value === 'number' || isDigits ? Number(value) : NaN;
	return Number.isSafeInteger(number) ? number : undefined;
}

/**
 * A whole number within bounds; empty leaves the field out.
 *
 * @param name what kind of number it is: “a port”
 * @param most no bound when left out
 */
export function wholeNumber(name: string, least: number, most?: number): Validator {
	const bounds = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
	return (value) => {
		if (isEmpty(value)) return undefined;
		const number = toWholeNumber(value);
		if (number === undefined || number < least || (most !== undefined && number > most)) {
			throw new InputError(
				`must be a whole number ${bounds}, but is ${shown(value)}`,
				`Enter ${name}, or check that the expression returns one for this item.`,
			);
		}
		return number;
	};
}

/** An ID: a positive whole number, as a number or as digits in text. */
export const id: Validator = (value) => {
	const number = toWholeNumber(value);
	if (number === undefined || number < 1) {
		throw new InputError(
			isEmpty(value) ? 'is empty' : `must be an ID, but is ${shown(value)}`,
			'Choose from the list, or check that the expression returns an ID (a whole number of at least 1) for this item.',
		);
	}
	return number;
};

/** A text, or a number to be taken as one; empty leaves the field out. */
export const text: Validator = (value) => {
	if (isEmpty(value)) return undefined;
	if (typeof value === 'string') return wellFormed(value);
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	throw new InputError(
		`must be text, but is ${shown(value)}`,
		'Enter text, or check that the expression returns text for this item.',
	);
};

/**
 * No JSON and no URL can hold half of a character: the portal would refuse it, and with it all that travels
 * together.
 */
function wellFormed(value: string): string {
	if (value.isWellFormed()) return value;
	throw new InputError(
		'contains an incomplete character, such as half an emoji',
		'The text was cut in the middle of a character. Cut it somewhere else.',
	);
}

/**
 * A text that fits into its column: databases cut longer ones without a word.
 *
 * @param most characters, as databases count them: code points
 */
export function atMost(most: number, rule: Validator): Validator {
	return async (value, context) => {
		const result = await rule(value, context);
		const length = typeof result === 'string' ? [...result].length : 0;
		if (length <= most) return result;
		throw new InputError(
			`is longer than ${most} characters`,
			`It has ${length} characters, and Bitrix24 would cut off the rest. Shorten it.`,
		);
	};
}

/** A text that says something: not only blanks. */
export const filledText: Validator = (value, context) => {
	const result = text(value, context);
	if (typeof result === 'string' && result.trim() !== '') return result;
	throw new InputError('is empty', 'Enter a value, or check that the expression returns one for this item.');
};

/** Without blanks around it, so that a name is found again whatever the portal makes of them. */
export function trimmed(rule: Validator): Validator {
	return async (value, context) => {
		const result = await rule(value, context);
		return typeof result === 'string' ? result.trim() : result;
	};
}

/** Leaves the field out when its value is blank. */
export function unlessBlank(rule: Validator): Validator {
	return (value, context) => (isBlank(value) ? undefined : rule(value, context));
}

/**
 * For changes: Bitrix24 drops a text "0" from an update without a word, so it is refused (vendor's source:
 * CMailRestService::mailserviceUpdate). It does so with numbers, too; none of them may be 0 anyway.
 */
export function notZero(rule: Validator): Validator {
	return async (value, context) => {
		const result = await rule(value, context);
		if (result !== '0') return result;
		throw new InputError(
			'is 0, and Bitrix24 ignores 0 in an update',
			'Enter another value, or remove the field to keep its current value.',
		);
	};
}

const FLAGS = new Map<unknown, 'Y' | 'N'>([
	[true, 'Y'],
	[false, 'N'],
	['true', 'Y'],
	['false', 'N'],
	['y', 'Y'],
	['n', 'N'],
	['yes', 'Y'],
	['no', 'N'],
]);

/** Expressions and language models yield texts as well: upper and lower case make no difference. */
function toFlag(value: unknown): 'Y' | 'N' | undefined {
	return FLAGS.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
}

/** Whether a parameter of n8n’s own kind, on or off, says on, be it in words. */
export const isOn = (value: unknown): boolean => toFlag(value) === 'Y';

/** Whether a parameter of n8n’s own kind, on or off, says off, be it in words. */
export const isOff = (value: unknown): boolean => toFlag(value) === 'N';

/** On or off, as Bitrix24 writes it: Y or N. */
export const flag: Validator = (value) => {
	const result = toFlag(value);
	if (result === undefined) {
		throw new InputError(
			`must be true or false, but is ${shown(value)}`,
			'Turn it on or off, or check that the expression returns true or false for this item.',
		);
	}
	return result;
};

/** On or off, as REST 3.0 takes it: it reads any text but "" and "0" as true, "false" too. */
export const boolean: Validator = (value, context) => flag(value, context) === 'Y';

/** Names of fields that the answer is to have; none means all of them. */
export const fieldNames: Validator = (value) => {
	if (isEmpty(value) || (Array.isArray(value) && value.length === 0)) return undefined;
	const names = typeof value === 'string' ? namesIn(value) : value;
	if (!Array.isArray(names) || !names.every((name) => typeof name === 'string' && name !== '')) {
		throw new InputError(
			`must be a list of names, but is ${shown(value)}`,
			'Choose from the list, or check that the expression returns a list of names for this item.',
		);
	}
	return names.map(wellFormed);
};

/** Names with commas between them; or, as language models write a list where a text is asked for, as JSON. */
function namesIn(text: string): unknown {
	// Not `undefined`, which n8n takes for no fallback at all: it would throw an error that names no parameter.
	if (text.trim().startsWith('[')) return jsonParse(text, { fallbackValue: null });
	return text.split(',').map((name) => name.trim());
}

/**
 * A file from the item's binary data, as Bitrix24 takes it: its name and its content in base64
 * (Bitrix24 REST: how to upload files).
 */
export const binaryFile: Validator = async (value, context) => {
	if (typeof value !== 'string' || value === '') {
		throw new InputError('is empty', 'Enter the name of the input’s binary field, for example “data”.');
	}
	const file = context.getInputData().binary?.[value];
	if (file === undefined) {
		const present = Object.keys(context.getInputData().binary ?? {});
		throw new InputError(
			`is ${shown(value)}, but the input item has no file there`,
			present.length > 0
				? `It has files in: ${present.join(', ')}.`
				: 'Add a node before this one that reads or downloads the image.',
		);
	}
	const content = await context.helpers.getBinaryDataBuffer(value);
	if (content.length === 0) {
		throw new InputError('contains an empty file', 'Check the node that reads or downloads the file.');
	}
	return [imageName(file), content.toString('base64')];
};

/**
 * The types of images that Bitrix24 accepts, as extensions of a file's name (vendor's source:
 * CFile::GetImageExtensions).
 *
 * @see https://dev.1c-bitrix.ru/api_help/main/reference/cfile/checkimagefile.php
 */
const IMAGE_TYPES = ['jpg', 'jpeg', 'jpe', 'png', 'gif', 'bmp', 'webp'];

const isImageType = (type?: string): type is string => IMAGE_TYPES.includes((type ?? '').toLowerCase());

/**
 * The name of an image with an extension by which Bitrix24 knows it: files from a URL often have none, or
 * another one.
 */
function imageName({ fileName, fileExtension, mimeType }: IBinaryData): string {
	const name = wellFormed(fileName || 'icon');
	const [, extension] = /\.([^.]*)$/.exec(name) ?? [];
	if (isImageType(extension)) return name;
	const type = [fileExtension, String(mimeType).replace(/^image\//, '')].find(isImageType);
	if (type !== undefined) return `${name}.${type}`;
	throw new InputError(
		`contains ${shown(name)}, which Bitrix24 doesn’t accept as an image`,
		`Use one of these file types: ${IMAGE_TYPES.join(', ')}.`,
	);
}
