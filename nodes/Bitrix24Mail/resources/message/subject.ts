import { toText } from '../../util/json';

/**
 * What mail programs put in front of the subject of a reply, in English and in other languages. `VS` is left
 * out: it is a reply in Finnish and a forwarded message in Danish.
 */
const REPLY = [
	'Re',
	...['AW', 'Antw', 'Antwort'], // German, Dutch
	...['SV', 'Svar'], // Danish, Norwegian, Swedish
	...['R', 'RIF', 'RES'], // Italian, Portuguese
	...['Ответ', 'Отв', 'На'], // Russian
	...['Відповідь', 'Адказ'], // Ukrainian, Belarusian
	...['Odp', 'Vá', 'YNT', 'Atb', 'Bls', 'ΑΠ', 'ΣΧΕΤ'], // Polish, Hungarian, Turkish, Welsh, Indonesian, Greek
	...['回复', '回覆', '答复', '返信', '회신', 'رد', 'השב', 'תשובה'],
];

/** The same for a forwarded message. */
const FORWARD = [
	...['Fwd', 'FW'],
	...['WG', 'Doorst'], // German, Dutch
	...['VB', 'VL'], // Swedish, Finnish
	...['I', 'ENC', 'RV', 'TR'], // Italian, Portuguese, Spanish, French
	...['Пересл', 'Пересылка', 'Переслано', 'Пер', 'Переадресация'], // Russian
	...['Переслане', 'ПД'], // Ukrainian
	...['PD', 'Továbbítás', 'İLT', 'ΠΡΘ', 'Trs'], // Polish, Hungarian, Turkish, Greek, Indonesian
	...['转发', '轉寄', '転送', '전달', 'إعادة توجيه', 'הועבר'],
];

/** Also with a number (`Re[2]:`), with a blank before the colon (`RE :`), and with a wide colon (`回复：`). */
const beginningWith = (prefixes: readonly string[]) =>
	new RegExp(`^\\s*(?:${prefixes.join('|')})\\s*(?:\\[\\d+\\]\\s*|\\(\\d+\\)\\s*|\\^\\d+\\s*)?[:：]`, 'iu');

const IS_REPLY = beginningWith(REPLY);
const IS_FORWARD = beginningWith(FORWARD);

/**
 * The subject of a reply: with `Re: ` in front, unless it has it, or what other languages put there.
 *
 * @param subject of the message that is answered; anything but text counts as none
 * @returns never an empty text: Bitrix24 refuses that. Of a message without a subject, it is `Re:`.
 */
export function replySubject(subject: unknown): string {
	return withPrefix('Re:', IS_REPLY, subject);
}

/**
 * The subject of a forwarded message: with `Fwd: ` in front, unless it has it, or what other languages put
 * there.
 *
 * @param subject of the message that is forwarded; anything but text counts as none
 * @returns never an empty text: Bitrix24 refuses that. Of a message without a subject, it is `Fwd:`.
 */
export function forwardSubject(subject: unknown): string {
	return withPrefix('Fwd:', IS_FORWARD, subject);
}

function withPrefix(prefix: string, isThere: RegExp, subject: unknown): string {
	const text = oneLine(toText(subject));
	return isThere.test(text) ? text : `${prefix} ${text}`.trimEnd();
}

/** A header is one line of whole characters, whoever wrote it: without line breaks and halves of emojis. */
function oneLine(subject: string): string {
	return subject
		.replace(/[\r\n]+/g, ' ')
		.trim()
		.toWellFormed();
}
