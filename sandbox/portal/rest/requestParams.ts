import { isEmpty, toInteger, toText } from '../http/php';
import { REST_3, Refusal } from '../refusals';
import { say } from '../texts';
import type { Language } from '../types';

/**
 * Refuses a call for what its controller found wrong.
 *
 * @param code what stands as `field`; nothing when left out
 */
export function refused(language: Language, message: string, code?: string): Refusal {
	return new Refusal(REST_3.validation, {
		text: say('validation', language),
		validation: [{ message, field: code }],
	});
}

/** What the server answers when it has broken down over a call. */
export function brokenDown(text: string): Refusal {
	return new Refusal(REST_3.internal, { text });
}

/**
 * Flat parameters as the controllers of messages and recipients read them: null is absent, and everything else is
 * converted by the rules of PHP (vendor's source: Bitrix\Mail\Infrastructure\Rest\RequestParams).
 */
export class RequestParams {
	constructor(
		private readonly params: Record<string, unknown>,
		private readonly language: Language,
	) {}

	/** @throws Refusal when it is absent or empty */
	requireText(name: string): string {
		const value = this.params[name] ?? '';
		if (value === '') throw this.missing(name);
		return toText(value);
	}

	/** @throws Refusal when it is absent */
	requireNumber(name: string): number {
		const number = this.number(name);
		if (number === undefined) throw this.missing(name);
		return number;
	}

	/** @throws Refusal when it is absent, empty, or no list */
	requireList(name: string): unknown[] {
		const value = this.params[name];
		if (typeof value !== 'object' || value === null || isEmpty(value)) {
			throw this.missing(name, ' and must be a non-empty array');
		}
		return Object.values(value);
	}

	text(name: string): string | undefined {
		const value = this.params[name] ?? undefined;
		return value === undefined ? undefined : toText(value);
	}

	number(name: string): number | undefined {
		const value = this.params[name] ?? undefined;
		return value === undefined ? undefined : toInteger(value);
	}

	flag(name: string): boolean | undefined {
		const value = this.params[name] ?? undefined;
		return value === undefined ? undefined : !isEmpty(value);
	}

	/** @throws Refusal 500 for what is no list */
	list(name: string): unknown[] {
		const value = this.params[name] ?? [];
		if (typeof value !== 'object') throw brokenDown(`RequestParams::getArray(): "${name}" is no array`);
		return Object.values(value as object);
	}

	private missing(name: string, more = ''): Refusal {
		const text = `Parameter "${name}" is required${more}.`;
		return refused(this.language, text, `MISSING_${name.toUpperCase()}`);
	}
}
