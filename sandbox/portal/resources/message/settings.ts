import { DIALECTS, type DialectName } from './dialect';

/** A module of the portal that can be missing. */
export type Module = 'crm' | 'tasks' | 'calendar' | 'im' | 'blog';

/** How the portal treats messages. */
export interface MessageSettings {
	/** The version of the server that is played: S1 is the first and documented one, S4 the newest known. */
	mailDialect: DialectName;
	/** How `get` and `list` print dates: as the server's sources do, or with an offset, as the vendor's pages show them. */
	dateFormat: 'sources' | 'pages';
	/** How many recipients a message can have. */
	recipientLimit: number;
	/** How many it can have in each of `to`, `cc` and `bcc`: 1 on plans without synchronisation. */
	recipientsPerField: number;
	/** How many recipients a sender can have on one day of the server's clock. */
	dailyLimit: number;
	/** How many the portal can have on one day, and in one month. */
	portalDailyLimit: number;
	portalMonthlyLimit: number;
	/** Whether moved messages are hidden until `synchronise()`. */
	hideMoved: boolean;
	/** Modules that are not installed. */
	missingModules: Module[];
	/** Whether the caller has no access to the CRM. */
	crmDenied: boolean;
}

const SETTINGS: MessageSettings = {
	mailDialect: 'S1',
	dateFormat: 'sources',
	recipientLimit: 10,
	recipientsPerField: Number.POSITIVE_INFINITY,
	dailyLimit: Number.POSITIVE_INFINITY,
	portalDailyLimit: Number.POSITIVE_INFINITY,
	portalMonthlyLimit: Number.POSITIVE_INFINITY,
	hideMoved: false,
	missingModules: [],
	crmDenied: false,
};

/**
 * The settings that a portal has by these options.
 *
 * @throws RangeError for a dialect that cannot be played
 */
export function settingsOf(options: Partial<MessageSettings>): MessageSettings {
	const given = Object.entries(options).filter(([key, value]) => key in SETTINGS && value !== undefined);
	const settings: MessageSettings = { ...SETTINGS, ...Object.fromEntries(given) };
	if (!(settings.mailDialect in DIALECTS)) {
		const known = Object.keys(DIALECTS).join(' or ');
		throw new RangeError(`mailDialect must be ${known}, but is ${settings.mailDialect}`);
	}
	return settings;
}
