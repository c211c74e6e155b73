import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { HttpOptions } from '../Bitrix24Mail/api/client';
import { inputError } from '../Bitrix24Mail/execution/errors';
import type { ItemContext } from '../Bitrix24Mail/execution/operation';
import { isOff } from '../Bitrix24Mail/execution/validators';
import type { Parameter } from '../Bitrix24Mail/resources/define';
import { OPTIONS } from './panel/options';
import { FILTERS, mailbox } from './panel/parameters';
import { HOUR_MS } from './poll/seenIds';

/** What the user chose, checked. */
export interface Settings {
	/** What the portal filters by: parameters of `mail.message.list`. */
	readonly list: Readonly<IDataObject>;
	/** The sender’s address, or a part of it. */
	readonly sender?: string;
	readonly isSimplified: boolean;
	readonly includeBody: boolean;
	readonly includeOwn: boolean;
	readonly maxMessages: number;
	readonly lookBackMs: number;
	readonly http: HttpOptions;
}

/** What counts where the user has set nothing: what the panel begins with. */
const DEFAULTS = {
	folder: FILTERS.folder.default,
	includeBody: OPTIONS.includeBody.default,
	includeOwn: OPTIONS.includeOwn.default,
	lookBackHours: OPTIONS.lookBackHours.default,
	maxMessages: OPTIONS.maxMessages.default,
	timeout: OPTIONS.timeout.default,
};

/**
 * Reads the parameters of the panel.
 *
 * @throws NodeApiError that names the parameter when a value can’t be right
 */
export async function readSettings(context: IPollFunctions): Promise<Settings> {
	const mailboxId = context.getNodeParameter('mailboxId', '', { extractValue: true });
	const { folder } = DEFAULTS;
	const filters = { folder, ...(context.getNodeParameter('filters', {}) as IDataObject), mailboxId };
	const { sender, ...list } = await checked(context, filters as IDataObject, [
		mailbox,
		...Object.values(FILTERS),
	]);
	const given = context.getNodeParameter('options', {}) as IDataObject;
	const options = { ...DEFAULTS, ...(await checked(context, given, Object.values(OPTIONS))) };
	return {
		list,
		sender: sender as string | undefined,
		isSimplified: !isOff(context.getNodeParameter('simplify', true)),
		includeBody: options.includeBody,
		includeOwn: options.includeOwn,
		maxMessages: options.maxMessages,
		lookBackMs: options.lookBackHours * HOUR_MS,
		http: httpOptionsOf(options),
	};
}

/** The values by the names that REST has for them, where it has any; only those that say something. */
async function checked(
	context: IPollFunctions,
	values: IDataObject,
	parameters: readonly Parameter[],
): Promise<IDataObject> {
	const result: IDataObject = {};
	for (const { name, sendAs = name, displayName, validate } of parameters) {
		if (!(name in values)) continue;
		try {
			// Of its context, a rule uses what all contexts have.
			const value = await validate?.(values[name], context as unknown as ItemContext);
			if (value !== undefined) result[sendAs] = value as IDataObject[string];
		} catch (error) {
			throw inputError({ node: context.getNode(), redact: (text) => text }, error, displayName);
		}
	}
	return result;
}

function httpOptionsOf(options: IDataObject): HttpOptions {
	const skipSslCertificateValidation = options.allowUnauthorizedCerts === true;
	return {
		timeout: options.timeout as number,
		skipSslCertificateValidation,
		...(options.proxy === undefined ? {} : { proxy: options.proxy as unknown as HttpOptions['proxy'] }),
	};
}
