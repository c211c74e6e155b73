import { ALL_SCOPES } from '../access/access';
import type { MailboxBook } from '../resources/mailbox';
import type { ServiceBook } from '../resources/mailService';
import type { ApiVersion, Caller, Effect } from '../types';

/** What came of a call. */
export interface Done {
	/** What the answer carries as `result`. */
	result: unknown;
	/** What it changed; nothing when left out. */
	effect?: Effect;
	targetId?: string;
}

/** Carries a call out, or throws a Refusal and leaves everything as it was. */
export type MethodCall = (params: Record<string, unknown>, caller: Caller, version: ApiVersion) => Done;

export interface Method {
	/** The paths that know it. */
	versions: readonly ApiVersion[];
	/** The scope that the caller must have, if any. */
	scope?: string;
	/** Whether it can change data: Idempotency-Key is for these only. */
	writes?: boolean;
	call: MethodCall;
}

export type MethodTable = ReadonlyMap<string, Method>;

/** The REST methods of the portal, apart from `batch`. Names are in lower case. */
export function methodTable(
	services: ServiceBook,
	mailboxes: MailboxBook,
	further: Record<string, Method> = {},
): MethodTable {
	const service = { versions: ['v1'], scope: 'mailservice' } as const;
	const mailbox = { versions: ['v3'], scope: 'mail' } as const;
	return new Map<string, Method>([
		['profile', { versions: ['v1', 'v3'], call: profile }],
		['scope', { versions: ['v1'], call: scope }],
		['mailservice.list', { ...service, call: services.list }],
		['mailservice.get', { ...service, call: services.get }],
		['mailservice.fields', { ...service, call: services.fields }],
		['mailservice.add', { ...service, writes: true, call: services.add }],
		['mailservice.update', { ...service, writes: true, call: services.update }],
		['mailservice.delete', { ...service, writes: true, call: services.delete }],
		['mail.mailbox.list', { ...mailbox, call: mailboxes.list }],
		['mail.mailbox.get', { ...mailbox, call: mailboxes.get }],
		['mail.mailbox.senders', { ...mailbox, call: mailboxes.senders }],
		['mail.mailbox.field.list', { ...mailbox, call: mailboxes.fieldList }],
		['mail.mailbox.field.get', { ...mailbox, call: mailboxes.fieldGet }],
		...Object.entries(further),
	]);
}

/** Who the caller is (Bitrix24 REST: profile). REST 3.0 wraps it and spells it differently. */
function profile(_: unknown, { userId, admin }: Caller, version: ApiVersion): Done {
	if (version === 'v3') {
		return { result: { profile: { id: userId, admin, name: 'Portal', lastName: `User ${userId}` } } };
	}
	return {
		result: {
			ID: String(userId),
			ADMIN: admin,
			NAME: 'Portal',
			LAST_NAME: `User ${userId}`,
			PERSONAL_GENDER: '',
			TIME_ZONE: '',
			TIME_ZONE_OFFSET: 0,
		},
	};
}

/**
 * What the caller is permitted to do, or, with `full`, everything that one can be permitted to do here.
 *
 * @see https://apidocs.bitrix24.com/api-reference/common/system/scope.html
 */
function scope({ full = false }: { full?: unknown }, { scopes }: Caller): Done {
	const isFull = full !== false && full !== 'false' && full !== '' && full !== 0 && full !== '0';
	return { result: isFull ? ALL_SCOPES : scopes };
}
