import type { Language } from './types';

/** A text in each of the portal's languages. `#X#` is filled in. */
export type Localised = Record<Language, string>;

/**
 * Makes a function that says texts of a table.
 *
 * @returns takes a text's key, the language, and what stands for `#X#` in it, by `X`; what has no value stays `#X#`
 */
export function speakerOf<Key extends string>(texts: Readonly<Record<Key, Localised>>) {
	return (key: Key, language: Language, values: Record<string, string> = {}): string =>
		texts[key][language].replace(/#([A-Z]+)#/g, (whole, name: string) => values[name] ?? whole);
}

/**
 * What the methods of several resources say (Bitrix24 REST: REST 3.0 overview). The texts of one resource stand in its file.
 */
export const TEXTS = {
	accessDenied: { en: 'Access denied', ru: 'Доступ запрещён', de: 'Zugriff verweigert' },
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
	uselessField: {
		en: 'Field `#FIELD#` can be neither filtered nor sorted by',
		ru: 'По полю `#FIELD#` нельзя ни фильтровать, ни сортировать',
		de: 'Nach dem Feld `#FIELD#` kann weder gefiltert noch sortiert werden',
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

/** Says one of the common texts. */
export const say = speakerOf(TEXTS);
