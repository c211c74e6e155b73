import { isEmpty, toInteger, toText } from '../http/php';
import { Refusal } from '../refusals';
import type { Done } from '../rest/methods';
import { TEXTS, speakerOf, type Localised } from '../texts';
import type { Language } from '../types';
import { readIcon } from './icons';
import { defineResource, type ResourceCall } from './resource';

/** A mail service as the portal stores it: strings or null, `ICON` as the ID of a file. */
export interface StoredService {
	ID: string;
	SITE_ID: string;
	ACTIVE: string;
	SORT: string;
	NAME: string;
	SERVER: string | null;
	PORT: string | null;
	ENCRYPTION: string | null;
	LINK: string | null;
	ICON: string | null;
	SMTP_SERVER: string | null;
	SMTP_PORT: string | null;
	SMTP_LOGIN_AS_IMAP: string | null;
	SMTP_PASSWORD_AS_IMAP: string | null;
	SMTP_ENCRYPTION: string | null;
	UPLOAD_OUTGOING: string | null;
}

/** What a portal can be told about its mail services. */
export interface MailServiceOptions {
	/** Instead of the sample data. What a service leaves out gets the server's defaults. */
	services?: Array<Partial<StoredService>>;
}

/** Files of the portal, by ID: the icons. */
type Files = Map<number, { name: string; bytes: Buffer }>;

interface Store {
	services: StoredService[];
	files: Files;
	/** The highest ID that was ever given. */
	lastId: number;
}

type Call = ResourceCall<Store>;

/** The site that the portal's REST calls belong to; services of other sites are not there for them. */
const THIS_SITE = 's1';

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

/** The data of a portal that was told nothing else; one of the services is inactive. */
const SAMPLE: ReadonlyArray<Partial<StoredService>> = [
	{
		ID: '1',
		NAME: 'Company Mail',
		SERVER: 'imap.example.com',
		PORT: '993',
		ENCRYPTION: 'Y',
		LINK: 'https://mail.example.com/',
		ICON: '1',
		SMTP_SERVER: 'smtp.example.com',
		SMTP_PORT: '465',
		SMTP_LOGIN_AS_IMAP: 'Y',
		SMTP_PASSWORD_AS_IMAP: 'Y',
		SMTP_ENCRYPTION: 'Y',
		UPLOAD_OUTGOING: 'N',
	},
	{
		ID: '2',
		NAME: 'Branch Office',
		SORT: '200',
		SERVER: 'imap.branch.example.com',
		PORT: '143',
		ENCRYPTION: 'N',
		LINK: 'https://webmail.branch.example.com/',
	},
	{
		ID: '3',
		NAME: 'Partner Mail',
		SORT: '200',
		SERVER: 'imap.partner.example.com',
		PORT: '993',
		ENCRYPTION: 'Y',
	},
	{ ID: '4', NAME: 'Old Mail Server', SORT: '500', ACTIVE: 'N', SERVER: 'mail.old.example.com', PORT: '143' },
];

/** A single transparent pixel. */
const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

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

const say = speakerOf({
	accessDenied: TEXTS.accessDenied,
	requiredField: {
		en: 'Required field "#FIELD#" not filled',
		ru: 'Не заполнено обязательное поле "#FIELD#"',
		de: 'Das Pflichtfeld "#FIELD#" ist nicht ausgefüllt',
	},
	invalidValue: {
		en: 'Invalid value for "#FIELD#"',
		ru: 'Недопустимое значение поля "#FIELD#"',
		de: 'Ungültiger Wert für "#FIELD#"',
	},
	serviceIdMissing: {
		en: 'Mail service ID not specified',
		ru: 'Не указан идентификатор почтового сервиса',
		de: 'Die ID des Mailservices ist nicht angegeben',
	},
	serviceNotFound: {
		en: 'Mail service not found',
		ru: 'Почтовый сервис не найден',
		de: 'Der Mailservice wurde nicht gefunden',
	},
	noServices: {
		en: 'No mail services found',
		ru: 'Почтовые сервисы не найдены',
		de: 'Es wurden keine Mailservices gefunden',
	},
});

/** The labels of `mailservice.fields`, in the order of its answer. */
const FIELD_LABELS = {
	ID: { en: 'ID', ru: 'ID', de: 'ID' },
	SITE_ID: { en: 'Site', ru: 'Сайт', de: 'Website' },
	ACTIVE: { en: 'Active', ru: 'Активность', de: 'Aktiv' },
	NAME: { en: 'Name', ru: 'Название', de: 'Name' },
	SERVER: { en: 'Server', ru: 'Сервер', de: 'Server' },
	PORT: { en: 'Port', ru: 'Порт', de: 'Port' },
	ENCRYPTION: { en: 'Secure connection', ru: 'Защищённое соединение', de: 'Sichere Verbindung' },
	LINK: { en: 'Web interface', ru: 'Веб-интерфейс', de: 'Weboberfläche' },
	ICON: { en: 'Logo', ru: 'Логотип', de: 'Logo' },
	SORT: { en: 'Sorting', ru: 'Сортировка', de: 'Sortierung' },
} as const satisfies Record<string, Localised>;

/** What all of these methods have in common. */
const shared = { versions: ['v1'], scope: 'mailservice' } as const;

/** Mail services: the servers that a mailbox can be connected to (Bitrix24 REST: mail services). */
export const mailService = defineResource({
	name: 'mailService',
	open: ({ services }: MailServiceOptions): Store => ({
		services: complete(services ?? SAMPLE),
		files: new Map([[1, { name: 'company-mail.png', bytes: Buffer.from(PIXEL, 'base64') }]]),
		lastId: 0,
	}),
	live: ['services'],
	many: { services: manyServices },
	methods: {
		'mailservice.list': { ...shared, call: list },
		'mailservice.get': {
			...shared,
			call: (call) => ({ result: present(call, find(call)) }),
		},
		'mailservice.fields': {
			...shared,
			call({ language }) {
				const labels = Object.entries(FIELD_LABELS).map(([code, label]) => [code, label[language]]);
				return { result: Object.fromEntries(labels) as Record<string, string> };
			},
		},
		'mailservice.add': { ...shared, writes: true, call: byAdministrator(add) },
		'mailservice.update': { ...shared, writes: true, call: byAdministrator(update) },
		'mailservice.delete': { ...shared, writes: true, call: byAdministrator(remove) },
	},
});

/** Active services of this site, by SORT, then NAME; refused when there are none. */
function list(call: Call): Done {
	const active = call.store.services.filter(({ ACTIVE, SITE_ID }) => ACTIVE === 'Y' && SITE_ID === THIS_SITE);
	if (active.length === 0) throw refusal(call, 'noServices');
	active.sort((a, b) => Number(a.SORT) - Number(b.SORT) || a.NAME.localeCompare(b.NAME, 'en'));
	return { result: active.map((service) => present(call, service)) };
}

function add(call: Call): Done {
	const { params, store } = call;
	if (isEmpty(params.NAME)) throw refusal(call, 'requiredField', 'NAME');
	const { ACTIVE, SORT, ...rest } = params;
	// a value that PHP takes for false is one that was not given; of the others, "" is the same as nothing
	const given = { ...rest, ACTIVE: isEmpty(ACTIVE) ? 'Y' : ACTIVE, SORT: isEmpty(SORT) ? 100 : SORT };
	const values = read(call, given, (value) => value !== undefined && value !== null && value !== '');
	store.lastId = Math.max(store.lastId, ...store.services.map(({ ID }) => Number(ID))) + 1;
	const service = { ...EMPTY, ...values, ID: String(store.lastId) };
	store.services.push(service);
	return { result: store.lastId, effect: 'added', targetId: service.ID };
}

function update(call: Call): Done {
	const service = find(call);
	const values = read(call, call.params, (value) => !isEmpty(value));
	Object.assign(service, values);
	const effect = Object.keys(values).length > 0 ? 'updated' : 'none';
	return { result: true, effect, targetId: service.ID };
}

function remove(call: Call): Done {
	const service = find(call);
	const { services } = call.store;
	services.splice(services.indexOf(service), 1);
	return { result: true, effect: 'deleted', targetId: service.ID };
}

/** As many active services as wanted, with the IDs 1 to `count`, in this order in lists. */
export function manyServices(count: number): Array<Partial<StoredService>> {
	return Array.from({ length: count }, (_, index) => {
		const ID = String(index + 1);
		return {
			ID,
			NAME: `Service ${ID}`,
			SORT: ID,
			SERVER: `imap${ID}.example.com`,
			PORT: '993',
			ENCRYPTION: 'Y',
		};
	});
}

/** Complete services from incomplete ones: defaults as the server sets them, IDs counted up from 1. */
function complete(given: ReadonlyArray<Partial<StoredService>>): StoredService[] {
	return given.map((service, index) => ({ ...EMPTY, ID: String(index + 1), ...service }));
}

/** What only administrators may do: refused for everybody else, before anything is read. */
function byAdministrator(carryOut: (call: Call) => Done): (call: Call) => Done {
	return (call) => {
		if (!call.caller.admin) throw refusal(call, 'accessDenied');
		return carryOut(call);
	};
}

/** The service that a call is about. */
function find(call: Call): StoredService {
	const { ID: id } = call.params;
	if (isEmpty(id)) throw refusal(call, 'serviceIdMissing');
	const wanted = toInteger(id);
	const found = call.store.services.find(({ ID, SITE_ID }) => Number(ID) === wanted && SITE_ID === THIS_SITE);
	if (found === undefined) throw refusal(call, 'serviceNotFound');
	return found;
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

/** All values that are given, as they will be stored; refused as a whole when one is invalid. */
function read(
	call: Call,
	params: Record<string, unknown>,
	isGiven: (value: unknown) => boolean,
): Partial<StoredService> {
	const values: Record<string, string | null> = {};
	for (const [column, store] of Object.entries(COLUMNS)) {
		if (!isGiven(params[column])) continue;
		const stored = store(params[column]);
		if (stored === undefined) throw refusal(call, 'invalidValue', column);
		values[column] = stored;
	}
	// last, because it leaves a file behind
	const icon = isGiven(params.ICON) ? storeIcon(call, params.ICON) : undefined;
	return icon === undefined ? values : { ...values, ICON: icon };
}

/** The file ID for what was sent as ICON; none when there is nothing to store. */
function storeIcon(call: Call, value: unknown): string | undefined {
	const icon = readIcon(value);
	if (icon.kind === 'invalid') throw refusal(call, 'invalidValue', 'ICON');
	if (icon.kind === 'ignored') return undefined;
	if (icon.kind === 'id') return icon.id;
	const { files } = call.store;
	const fileId = Math.max(0, ...files.keys()) + 1;
	files.set(fileId, { name: icon.name, bytes: icon.bytes });
	return String(fileId);
}

/** A service as it is read: `ICON` is an address or a path, or null when the portal has no such file. */
function present({ store: { files }, fileBase }: Call, service: StoredService): StoredService {
	const { ICON, NAME } = service;
	if (isEmpty(ICON)) return { ...service, ICON: BUILT_IN_ICONS.get(NAME) ?? null };
	if (ICON === null || !/^\d+$/.test(ICON)) return { ...service };
	const file = files.get(Number(ICON));
	const address = `${fileBase}/upload/mail/mailservices/icon/${ICON}/`;
	return { ...service, ICON: file === undefined ? null : address + encodeURIComponent(file.name) };
}

/** A refusal as these methods have it: one code for all, only the text says what is wrong. */
function refusal({ language }: { language: Language }, key: Parameters<typeof say>[0], field = ''): Refusal {
	const labels: Record<string, Localised> = FIELD_LABELS;
	return new Refusal('ERROR_CORE', {
		text: say(key, language, { FIELD: labels[field]?.[language] ?? field }),
	});
}
