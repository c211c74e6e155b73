import { toInteger } from '../http/php';
import { REST_3, Refusal } from '../refusals';
import { say } from '../texts';
import type { Language } from '../types';

/** Reading the parameters that the methods of REST 3.0 have in common (Bitrix24 REST: REST 3.0 overview). */

const DEFAULT_LIMIT = 25;
const HIGHEST_LIMIT = 100;

type Params = Record<string, unknown>;

/**
 * A parameter that must be there, as a text.
 *
 * @throws Refusal that names the field, when it is missing or not of the type
 */
export function required(params: Params, field: string, type: 'int' | 'string', language: Language): string {
	const value = params[field];
	if (value === undefined || value === null || value === '') {
		throw invalid(field, say('fieldMissing', language, { FIELD: field }), language);
	}
	const isText = typeof value === 'string' || typeof value === 'number';
	if (!isText || (type === 'int' && !/^-?\d+$/.test(String(value)))) {
		throw invalid(field, say('fieldType', language, { FIELD: field, TYPE: type }), language);
	}
	return String(value);
}

/**
 * A parameter that must be there, as the whole number that PHP makes of it.
 *
 * @throws Refusal that names the field, when it is missing or no single value
 */
export function requiredScalar(params: Params, field: string, language: Language): number {
	const value = params[field];
	const isThere = value !== undefined && value !== null && value !== '';
	return toInteger(isThere && typeof value !== 'object' ? value : required(params, field, 'int', language));
}

/** Refuses a call for one of its fields. @param message what is wrong with it */
export function invalid(field: string, message: string, language: Language): Refusal {
	return new Refusal(REST_3.validation, {
		text: say('validation', language),
		validation: [{ field, message }],
	});
}

/**
 * The fields to answer with: those of `select`, or all.
 *
 * @param entity the vendor's name of what has these fields
 * @throws Refusal when `select` is no list of texts, or names a field that is not there
 */
export function readSelect(
	params: Params,
	known: readonly string[],
	entity: string,
	language: Language,
): string[] {
	const { select } = params;
	if (select === undefined || select === null) return [...known];
	if (!Array.isArray(select) || !select.every((field) => typeof field === 'string')) {
		const SELECT = typeof select === 'string' ? select : JSON.stringify(select);
		throw new Refusal(REST_3.invalidSelect, { text: say('invalidSelect', language, { SELECT }) });
	}
	const unknown = select.find((field) => !known.includes(field));
	if (unknown !== undefined) {
		const text = say('unknownField', language, { FIELD: unknown, ENTITY: entity });
		throw new Refusal(REST_3.unknownField, { text });
	}
	return select.length === 0 ? [...known] : known.filter((field) => select.includes(field));
}

/**
 * Which part of a list to answer with. A limit above 100 is cut to 100 without a word; `page` wins over `offset`.
 *
 * @throws Refusal for a limit of 0 and for what is no number
 */
export function readPagination(params: Params, language: Language): { limit: number; offset: number } {
	const { pagination } = params;
	if (pagination === undefined || pagination === null) return { limit: DEFAULT_LIMIT, offset: 0 };
	const { limit = DEFAULT_LIMIT, offset = 0, page } = pagination as Params;
	const numbers = [limit, offset, page ?? 1].map(wholeNumber);
	const [size, from, nth] = numbers as [number, number, number];
	if (typeof pagination !== 'object' || numbers.includes(undefined) || size === 0 || nth === 0) {
		const PAGE = JSON.stringify(pagination);
		throw new Refusal(REST_3.invalidPagination, { text: say('invalidPagination', language, { PAGE }) });
	}
	const cut = Math.min(size, HIGHEST_LIMIT);
	return { limit: cut, offset: page === undefined ? from : (nth - 1) * cut };
}

function wholeNumber(value: unknown): number | undefined {
	const isNumeric = typeof value === 'number' || typeof value === 'string';
	return isNumeric && /^\d+$/.test(String(value)) ? Number(value) : undefined;
}

/** What was selected of a record: these fields, in this order. */
export function pick<T extends object>(from: T, names: readonly string[]): Partial<T> {
	return Object.fromEntries(names.map((name) => [name, from[name as keyof T]])) as Partial<T>;
}
