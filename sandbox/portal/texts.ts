import type { Language } from './types';

type Localised = Record<Language, string>;

/** What the portal says in its own language (Bitrix24 REST: mail services; mailboxes). `#X#` is filled in. */
export const TEXTS = {
	accessDenied: { en: 'Access denied', ru: 'Доступ запрещён', de: 'Zugriff verweigert' },
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
	validation: {
		en: 'Error validating the request object',
		ru: 'Ошибка при валидации объекта запроса',
		de: 'Fehler bei der Validierung des Anfrageobjekts',
	},
	fieldMissing: {
		en: 'Mandatory field `#FIELD#` is not specified',
		ru: 'Обязательное поле `#FIELD#` не указано',
		de: 'Das Pflichtfeld `#FIELD#` ist nicht angegeben',
	},
	fieldType: {
		en: 'Field `#FIELD#` requires type `#TYPE#`',
		ru: 'Для поля `#FIELD#` требуется тип `#TYPE#`',
		de: 'Das Feld `#FIELD#` erfordert den Typ `#TYPE#`',
	},
	recordNotFound: {
		en: 'Record with ID = `#ID#` not found',
		ru: 'Запись с ID = `#ID#` не найдена',
		de: 'Der Eintrag mit der ID = `#ID#` wurde nicht gefunden',
	},
	fieldNotFound: {
		en: 'Field `#FIELD#` not found',
		ru: 'Поле `#FIELD#` не найдено',
		de: 'Das Feld `#FIELD#` wurde nicht gefunden',
	},
	unknownField: {
		en: 'Unknown field `#FIELD#` for entity `#ENTITY#`',
		ru: 'Неизвестное поле `#FIELD#` для сущности `#ENTITY#`',
		de: 'Unbekanntes Feld `#FIELD#` der Entität `#ENTITY#`',
	},
	invalidSelect: {
		en: 'Unable to recognize the select expression `#SELECT#`',
		ru: 'Не удается распознать выражение select `#SELECT#`',
		de: 'Der select-Ausdruck `#SELECT#` ist nicht erkennbar',
	},
	invalidPagination: {
		en: 'Unable to recognize the pagination parameter `#PAGE#`',
		ru: 'Не удается распознать параметр пагинации `#PAGE#`',
		de: 'Der Paginierungsparameter `#PAGE#` ist nicht erkennbar',
	},
} as const satisfies Record<string, Localised>;

/** The labels of `mailservice.fields`, in the order of its answer. */
export const FIELD_LABELS = {
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

/**
 * A text of the portal.
 *
 * @param values what stands for `#X#` in it, by `X`
 */
export function say(
	key: keyof typeof TEXTS,
	language: Language,
	values: Record<string, string> = {},
): string {
	return TEXTS[key][language].replace(/#([A-Z]+)#/g, (whole, name: string) => values[name] ?? whole);
}
