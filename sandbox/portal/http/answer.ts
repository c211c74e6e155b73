import type { Refusal } from '../refusals';
import { isoTime, type Zone } from '../time';
import type { ApiVersion } from '../types';

/** What goes back over HTTP. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	text: string;
	/** The code, when it is a refusal. */
	refused?: string;
}

/** @param headers beyond the content type */
export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
	const type = { 'Content-Type': 'application/json; charset=utf-8' };
	return { status, headers: { ...type, ...headers }, text: JSON.stringify(body) };
}

/** @param shape of the path; the refusal may have its own */
export function refusalAnswer(refusal: Refusal, shape: ApiVersion): Answer {
	const body = refusal.body(refusal.shape ?? shape);
	return { ...jsonAnswer(refusal.status, body), refused: refusal.code };
}

/** A page of the web server in front of the portal. */
export function htmlAnswer(
	status: number,
	title: string,
	body = `<center><h1>${title}</h1></center>`,
): Answer {
	const text = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n${body}\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
	return { status, headers: { 'Content-Type': 'text/html' }, text };
}

export function redirectAnswer(status: number, location: string): Answer {
	return {
		...htmlAnswer(status, `${status} Found`),
		headers: { 'Content-Type': 'text/html', Location: location },
	};
}

/**
 * The block that every good answer carries (Bitrix24 REST: data types, time). Times are Unix times with fractions.
 *
 * @param startedAt milliseconds
 * @param finishedAt milliseconds
 * @param zone where the clock hangs that prints the dates
 */
export function timeBlock(startedAt: number, finishedAt: number, zone: Zone): Record<string, unknown> {
	const start = startedAt / 1000;
	const finish = finishedAt / 1000;
	return {
		start,
		finish,
		duration: finish - start,
		processing: 0,
		date_start: isoTime(startedAt, zone),
		date_finish: isoTime(finishedAt, zone),
		operating_reset_at: Math.floor(finish) + 600,
		operating: 0,
	};
}
