import { refused } from '../../rest/requestParams';
import { instantOf, isWallTime, type Zone } from '../../time';
import type { Language } from '../../types';

/** A parameter with a date, and what is needed to read it. */
export interface DateParameter {
	name: 'dateFrom' | 'dateTo';
	text: string;
	zone: Zone;
	language: Language;
}

/** @returns an instant in milliseconds; undefined when it is no filter. @throws Refusal for what is no date */
export type DateReader = (parameter: DateParameter) => number | undefined;

const OFFSET = String.raw`(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d)`;
const ATOM = new RegExp(String.raw`^(?<day>\d{4}-\d\d-\d\d)T(?<time>\d\d:\d\d:\d\d)(?:Z|${OFFSET})$`);
const LATER = new RegExp(
	String.raw`^(?<day>\d{4}-\d\d-\d\d)T(?<time>\d\d:\d\d:\d\d)(?:\.(?:\d{3}|\d{6}))?(?:Z|${OFFSET})$`,
);

/**
 * A date as the first server reads it: the exact format, of which the offset and the seconds are thrown away. What is left
 * is taken as the server's own time (vendor's source: convertIsoDateToInternal, S1).
 */
export const readServerDate: DateReader = ({ name, text, zone, language }) => {
	if (text === '') return undefined;
	const { day, time } = ATOM.exec(text)?.groups ?? {};
	if (day === undefined || !isWallTime(`${day} ${time}`)) {
		const example = '2026-01-01T00:00:00+00:00';
		const message = `Parameter "${name}" must be in ISO 8601 (DATE_ATOM) format, e.g. "${example}".`;
		throw refused(language, message, `INVALID_${name.toUpperCase()}`);
	}
	return instantOf(`${day} ${time!.slice(0, 5)}:00`, zone);
};

/**
 * A date as later servers read it: the instant, in whole seconds, or the beginning or end of a day by the server's clock
 * (vendor's source: DateTimeParser, from S2 on).
 */
export const readLaterDate: DateReader = ({ name, text: untrimmed, zone, language }) => {
	const text = untrimmed.trim();
	if (text === '') return undefined;
	const bareDay = /^\d{4}-\d\d-\d\d$/.test(text);
	if (bareDay && isWallTime(`${text} 00:00:00`)) {
		return instantOf(`${text} ${name === 'dateTo' ? '23:59:59' : '00:00:00'}`, zone);
	}
	const { day, time, sign, hours = 0, minutes = 0 } = LATER.exec(text)?.groups ?? {};
	if (day === undefined || !isWallTime(`${day} ${time}`)) {
		const message = `Invalid ${name}. Use an ISO 8601 date like 'YYYY-MM-DD' or a full date-time.`;
		throw refused(language, message, 'MESSAGE_LIST_FAILED');
	}
	const east = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
	return instantOf(`${day} ${time}`, () => east);
};
