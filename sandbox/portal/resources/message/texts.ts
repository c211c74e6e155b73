import { speakerOf, type Localised } from '../../texts';

/** What the server says in the portal's language. */
const TEXTS = {
	messageNotFound: {
		en: 'The message was not found or you do not have access to it',
		ru: 'Письмо не найдено или нет доступа к нему',
		de: 'Die Nachricht wurde nicht gefunden oder Sie haben keinen Zugriff darauf',
	},
	noCrm: {
		en: 'The CRM module is not installed',
		ru: 'Модуль CRM не установлен',
		de: 'Das CRM-Modul ist nicht installiert',
	},
	crmDenied: { en: 'No access to the CRM', ru: 'Нет доступа к CRM', de: 'Kein Zugriff auf das CRM' },
	noResponsible: {
		en: 'The responsible person was not found',
		ru: 'Ответственный не найден',
		de: 'Die verantwortliche Person wurde nicht gefunden',
	},
	MAIL_CLIENT_MAILBOX_NOT_FOUND: {
		en: 'The mailbox was not found',
		ru: 'Почтовый ящик не найден',
		de: 'Die Mailbox wurde nicht gefunden',
	},
	MAIL_CLIENT_MESSAGES_NOT_FOUND: {
		en: 'The messages were not found',
		ru: 'Письма не найдены',
		de: 'Die Nachrichten wurden nicht gefunden',
	},
	MAIL_CLIENT_MESSAGES_MULTIPLE_FOLDERS: {
		en: 'The messages are in different folders',
		ru: 'Письма находятся в разных папках',
		de: 'Die Nachrichten liegen in verschiedenen Ordnern',
	},
	MAIL_CLIENT_MOVE_TO_SELF_FOLDER: {
		en: 'The message is in the folder "#FOLDER#" already',
		ru: 'Письмо уже находится в папке "#FOLDER#"',
		de: 'Die Nachricht liegt schon im Ordner "#FOLDER#"',
	},
	MAIL_CLIENT_FOLDER_IS_DISABLED: {
		en: 'The folder "#FOLDER#" is disabled in the mailbox settings',
		ru: 'Папка "#FOLDER#" отключена в настройках ящика',
		de: 'Der Ordner "#FOLDER#" ist in den Einstellungen der Mailbox deaktiviert',
	},
	MAIL_CLIENT_TRASH_FOLDER_NOT_SELECTED_ERROR: {
		en: 'No folder for deleted messages is selected in the mailbox settings',
		ru: 'В настройках ящика не выбрана папка для удаленных писем',
		de: 'In den Einstellungen der Mailbox ist kein Ordner für gelöschte Nachrichten gewählt',
	},
	MAIL_CLIENT_SPAM_FOLDER_NOT_SELECTED_ERROR: {
		en: 'No folder for spam is selected in the mailbox settings',
		ru: 'В настройках ящика не выбрана папка для спама',
		de: 'In den Einstellungen der Mailbox ist kein Ordner für Spam gewählt',
	},
	MAIL_CLIENT_SYNC_ERROR: {
		en: 'The mail server could not be reached',
		ru: 'Ошибка синхронизации с почтовым сервером',
		de: 'Der Mailserver war nicht erreichbar',
	},
	MAILBOX_MIGRATION_ACTION_BLOCKED: {
		en: 'The mailbox action is unavailable while its migration status is active or unavailable.',
		ru: 'Действие недоступно, пока почтовый ящик переносится.',
		de: 'Die Aktion ist nicht verfügbar, während die Mailbox umgezogen wird.',
	},
} as const satisfies Record<string, Localised>;

/** The text of what moving was refused for, by its code. */
export type MoveError = Extract<keyof typeof TEXTS, `MAIL${string}`>;

/** Says one of them. */
export const sayOfMessages = speakerOf(TEXTS);
