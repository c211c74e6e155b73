import { wallTime, type Zone } from '../../time';
import type { StoredMessage } from './types';

/** The original below an answer: its headers and its body in a quote (vendor's source: wrapTheMessageWithAQuote). */
export function quoteOf(
	{ from, to, cc, subject, receivedAt, html, text }: StoredMessage,
	zone: Zone,
): string {
	const lines = [
		`From: ${escaped(from)}`,
		`To: ${escaped(to)}`,
		...(cc === '' ? [] : [`Cc: ${escaped(cc)}`]),
		`Subject: ${escaped(subject)}`,
		wallTime(receivedAt, zone),
	];
	const original = html ?? escaped(text ?? '').replaceAll('\n', '<br>');
	return `<blockquote>${lines.join('<br>')}<br><br>${original}</blockquote>`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
