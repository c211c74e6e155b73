import { readIcon } from './icons';
import { isEmpty, toInteger, toText } from '../http/php';
import { Refusal } from '../refusals';
import type { Done, MethodCall } from '../rest/methods';
import { FIELD_LABELS, say } from '../texts';
import type { Caller, Language, StoredService } from '../types';

/** The site that the portal's REST calls belong to; services of other sites are not there for them. */
export const THIS_SITE = 's1';

/** Files of the portal, by ID: the icons. */
export type Files = Map<number, { name: string; bytes: Buffer }>;

interface ServiceBookParts {
	services: StoredService[];
	files: Files;
	language: () => Language;
	/** `https://host/prefix`, for the addresses of icons; empty where they are paths. */
	iconBase: () => string;
}

/** The icons of services that have none of their own, by name; always paths (vendor: `MailServicesTable::getIconSrc`). */
const BUILT_IN_ICONS = new Map(
	Object.entries({
		gmail: 'gmail',
		icloud: 'icloud',
		'outlook.com': 'outlook',
		office365: 'office360',
		yahoo: 'yahoo',
		aol: 'aol',
		yandex: 'yandex',
		'mail.ru': 'mail',
		'ukr.net': 'ukrnet',
		exchange: 'imap',
		exchangeOnline: 'exchange',
		other: 'imap',
	}).map(([name, icon]) => [name, `/bitrix/images/mail/mailservice-icon/post-${icon}-icon.svg`]),
);

const EMPTY: StoredService = {
	ID: '',
	SITE_ID: THIS_SITE,
	ACTIVE: 'Y',
	SORT: '100',
	NAME: '',
	SERVER: null,
	PORT: null,
	ENCRYPTION: null,
	LINK: null,
	ICON: null,
	SMTP_SERVER: null,
	SMTP_PORT: null,
	SMTP_LOGIN_AS_IMAP: 'N',
	SMTP_PASSWORD_AS_IMAP: 'N',
	SMTP_ENCRYPTION: null,
	UPLOAD_OUTGOING: null,
};

/** Complete services from incomplete ones: defaults as the server sets them, IDs counted up from 1. */
export function completeServices(given: ReadonlyArray<Partial<StoredService>>): StoredService[] {
	return given.map((service, index) => ({ ...EMPTY, ID: String(index + 1), ...service }));
}

/** The values that a caller can set, and how the server reads and stores each. `undefined` says “invalid value”. */
const COLUMNS: Record<string, (value: unknown) => string | null | undefined> = {
	ACTIVE: flag,
	NAME: (value) => cut(text(value)),
	SERVER: (value) => cut(text(value)?.toLowerCase()),
	PORT: number,
	ENCRYPTION: flag,
	LINK: (value) => cut(text(value)),
	SORT: number,
};

function text(value: unknown): string | undefined {
	return typeof value === 'object' ? undefined : toText(value);
}

/** MySQL cuts what its column has no room for without a word, unless it is set to be strict: here 255 characters. */
function cut(value: string | undefined): string | undefined {
	return value === undefined ? undefined : [...value].slice(0, 255).join('');
}

/** Of numbers, MySQL stores the nearest one that the column has room for. */
function number(value: unknown): string | undefined {
	if (typeof value === 'object' || !/^-?\d+$/.test(toText(value))) return undefined;
	const most = 2 ** 31 - 1;
	return String(Math.max(-most - 1, Math.min(most, Number(toText(value)))));
}

function flag(value: unknown): string | undefined {
	if (typeof value === 'boolean') return value ? 'Y' : 'N';
	return value === 'Y' || value === 'N' ? value : undefined;
}

/** The methods `mailservice.*` over the portal's list of services (Bitrix24 REST: mail services). */
export class ServiceBook {
	private lastId = 0;

	constructor(private readonly parts: ServiceBookParts) {}

	/** Active services of this site, by SORT, then NAME; refused when there are none. */
	readonly list: MethodCall = () => {
		const active = this.parts.services.filter(
			({ ACTIVE, SITE_ID }) => ACTIVE === 'Y' && SITE_ID === THIS_SITE,
		);
		if (active.length === 0) throw this.refusal('noServices');
		active.sort((a, b) => Number(a.SORT) - Number(b.SORT) || a.NAME.localeCompare(b.NAME, 'en'));
		return { result: active.map((service) => this.present(service)) };
	};

	readonly get: MethodCall = (params) => ({ result: this.present(this.find(params.ID)) });

	readonly fields: MethodCall = () => {
		const language = this.parts.language();
		const labels = Object.entries(FIELD_LABELS).map(([code, label]) => [code, label[language]]);
		return { result: Object.fromEntries(labels) as Record<string, string> };
	};

	readonly add: MethodCall = (params, caller) => {
		this.administrator(caller);
		if (isEmpty(params.NAME)) throw this.refusal('requiredField', 'NAME');
		const { ACTIVE, SORT, ...rest } = params;
		// a value that PHP takes for false is one that was not given; of the others, "" is the same as nothing
		const given = { ...rest, ACTIVE: isEmpty(ACTIVE) ? 'Y' : ACTIVE, SORT: isEmpty(SORT) ? 100 : SORT };
		const values = this.read(given, (value) => value !== undefined && value !== null && value !== '');
		const service = { ...EMPTY, ...values, ID: String(this.nextId()) };
		this.parts.services.push(service);
		return { result: Number(service.ID), effect: 'added', targetId: service.ID };
	};

	readonly update: MethodCall = (params, caller): Done => {
		this.administrator(caller);
		const service = this.find(params.ID);
		const values = this.read(params, (value) => !isEmpty(value));
		Object.assign(service, values);
		const effect = Object.keys(values).length > 0 ? 'updated' : 'none';
		return { result: true, effect, targetId: service.ID };
	};

	readonly delete: MethodCall = (params, caller) => {
		this.administrator(caller);
		const service = this.find(params.ID);
		this.parts.services.splice(this.parts.services.indexOf(service), 1);
		return { result: true, effect: 'deleted', targetId: service.ID };
	};

	private administrator(caller: Caller): void {
		if (!caller.admin) throw this.refusal('accessDenied');
	}

	private find(id: unknown): StoredService {
		if (isEmpty(id)) throw this.refusal('serviceIdMissing');
		const wanted = toInteger(id);
		const found = this.parts.services.find(
			({ ID, SITE_ID }) => Number(ID) === wanted && SITE_ID === THIS_SITE,
		);
		if (found === undefined) throw this.refusal('serviceNotFound');
		return found;
	}

	/** All values that are given, as they will be stored; refused as a whole when one is invalid. */
	private read(
		params: Record<string, unknown>,
		isGiven: (value: unknown) => boolean,
	): Partial<StoredService> {
		const values: Record<string, string | null> = {};
		for (const [column, store] of Object.entries(COLUMNS)) {
			if (!isGiven(params[column])) continue;
			const stored = store(params[column]);
			if (stored === undefined) throw this.refusal('invalidValue', column);
			values[column] = stored;
		}
		// last, because it leaves a file behind
		const icon = isGiven(params.ICON) ? this.storeIcon(params.ICON) : undefined;
		return icon === undefined ? values : { ...values, ICON: icon };
	}

	/** The file ID for what was sent as ICON; none when there is nothing to store. */
	private storeIcon(value: unknown): string | undefined {
		const icon = readIcon(value);
		if (icon.kind === 'invalid') throw this.refusal('invalidValue', 'ICON');
		if (icon.kind === 'ignored') return undefined;
		if (icon.kind === 'id') return icon.id;
		const { files } = this.parts;
		const fileId = Math.max(0, ...files.keys()) + 1;
		files.set(fileId, { name: icon.name, bytes: icon.bytes });
		return String(fileId);
	}

	/** A service as it is read: `ICON` is an address or a path, or null when the portal has no such file. */
	private present(service: StoredService): StoredService {
		const { ICON, NAME } = service;
		if (isEmpty(ICON)) return { ...service, ICON: BUILT_IN_ICONS.get(NAME) ?? null };
		if (ICON === null || !/^\d+$/.test(ICON)) return { ...service };
		const file = this.parts.files.get(Number(ICON));
		const address = `${this.parts.iconBase()}/upload/mail/mailservices/icon/${ICON}/`;
		return { ...service, ICON: file === undefined ? null : address + encodeURIComponent(file.name) };
	}

	private nextId(): number {
		this.lastId = Math.max(this.lastId, ...this.parts.services.map(({ ID }) => Number(ID))) + 1;
		return this.lastId;
	}

	private refusal(key: Parameters<typeof say>[0], field?: keyof typeof FIELD_LABELS | string): Refusal {
		const language = this.parts.language();
		const label = FIELD_LABELS[field as keyof typeof FIELD_LABELS]?.[language] ?? field ?? '';
		return new Refusal('ERROR_CORE', { text: say(key, language, { FIELD: label }) });
	}
}
