import { isNumeric, toInteger } from '../http/php';
import { asParams } from '../http/request';
import { REST_3, Refusal } from '../refusals';
import { say } from '../texts';
import type { Language } from '../types';
import { invalid, readSelect } from './parameters';

/** What the framework of REST 3.0 makes of a list's parameters before its controller sees them. */

const FRAMEWORK_LIMIT = 50;
const HIGHEST_FRAMEWORK_LIMIT = 1000;
const HIGHEST_LIMIT = 200;
const OPERATORS = ['=', '!=', '>', '>=', '<', '<=', 'in', 'between'];

type Params = Record<string, unknown>;

/**
 * Which rows a list of messages or recipients has. At most 200, but an offset from `page` is counted by the limit as it was
 * sent, cut at 1000 only (vendor's source: PaginationStructure, and the controllers).
 *
 * @param usual how many rows without any `pagination`; with one that has no limit, it is the framework's 50
 * @returns a limit that can be below zero
 * @throws Refusal for a limit of 0 and for what is no number
 */
export function readRows(
	params: Params,
	usual: number,
	language: Language,
): { limit: number; offset: number } {
	const { pagination } = params;
	if (pagination === undefined || pagination === null) return { limit: usual, offset: 0 };
	const given = asParams(pagination);
	const number = (name: string): number | undefined => {
		const value = given[name] ?? undefined;
		if (value === undefined) return undefined;
		if (isNumeric(value) && !(name === 'limit' && Number(value) === 0)) return toInteger(value);
		const PAGE = JSON.stringify({ [name]: value });
		throw new Refusal(REST_3.invalidPagination, { text: say('invalidPagination', language, { PAGE }) });
	};
	const limit = Math.min(number('limit') ?? FRAMEWORK_LIMIT, HIGHEST_FRAMEWORK_LIMIT);
	const offset = number('offset') ?? 0;
	const page = number('page');
	const from = page === undefined ? offset : (Math.max(page, 1) - 1) * limit;
	return { limit: Math.min(limit, HIGHEST_LIMIT), offset: Math.max(from, 0) };
}

/**
 * Checks `select`, `filter` and `order` of a list whose fields can be neither filtered nor sorted by. They have no effect.
 *
 * @param entity the vendor's name of what has these fields
 * @throws Refusal for whatever they ask
 */
export function refuseQuery(
	params: Params,
	fields: readonly string[],
	entity: string,
	language: Language,
): void {
	readSelect(params, fields, entity, language);
	const { filter, order } = params;
	if (filter !== undefined && filter !== null) checkFilter(filter, fields, entity, language);
	if (order === undefined || order === null) return;
	if (Array.isArray(order) && order.length > 0) throw new Refusal(REST_3.invalidOrder);
	for (const field of Object.keys(order)) throw uselessField(field, fields, entity, language);
}

function checkFilter(filter: unknown, fields: readonly string[], entity: string, language: Language): void {
	const conditions = Array.isArray(filter) ? filter : Object.entries(asParams(filter));
	for (const condition of conditions as unknown[]) {
		if (!Array.isArray(condition)) {
			checkFilter(asParams(condition).conditions ?? [], fields, entity, language);
			continue;
		}
		const [field, operator] = condition as unknown[];
		if (condition.length > 2 && !OPERATORS.includes(String(operator))) {
			throw new Refusal(REST_3.unknownOperator);
		}
		throw uselessField(String(field), fields, entity, language);
	}
}

function uselessField(field: string, fields: readonly string[], entity: string, language: Language): Refusal {
	if (fields.includes(field))
		return invalid(field, say('uselessField', language, { FIELD: field }), language);
	const text = say('unknownField', language, { FIELD: field, ENTITY: entity });
	return new Refusal(REST_3.unknownField, { text });
}
