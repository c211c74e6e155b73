import type { IDataObject } from 'n8n-workflow';
import { InputError, type Answer } from '../../execution/operation';
import { boolean } from '../../execution/validators';
import { defineOperation, parameter } from '../define';
import { optionalMailbox } from '../shared/mailboxLocator';
import { returnAllAndLimit } from '../shared/pagination';
import { withBodies } from './bodies';
import { FILTERS, folder, isWanted, listParams, type Filters } from './filters';
import { eachMessage, options, simplify } from './output';
import { filtersOf } from '../shared/collections';

const includeBody = parameter({
	displayName: 'Include Body',
	name: 'includeBody',
	type: 'boolean',
	default: true,
	description: 'Whether to return the text of each message. Lists are faster without it.',
	documentation:
		'Whether to return the text of each message. It takes one more request for every 50 messages.',
	sendAs: 'includeBody',
	validate: boolean,
});

const filters = filtersOf(Object.values(FILTERS));

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-list.html */
export const getManyMessages = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many messages',
	description:
		'Retrieve a list of messages, newest first, optionally filtered by folder, time, sender or text',
	whoMay: 'any user, for mailboxes they can access',
	method: 'mail.message.list',
	methods: ['mail.message.list', 'mail.message.get'],
	parameters: [optionalMailbox, folder, ...returnAllAndLimit, simplify, includeBody, filters, options],
	run: async (params, calls, wanted) => {
		const { includeBody: isWithBody, maxBodyLength: _cut, ...filtered } = params;
		const list = async () =>
			await calls.list('mail.message.list', listParams(filtered), {
				count: wanted,
				accepts: needsCheck(filtered)
					? (message, answeredAt) => isWanted(message, filtered, answeredAt)
					: undefined,
			});
		const outcome = await list();
		return outcome.ok && isWithBody === true ? await withBodies(outcome, calls, list) : outcome;
	},
	check: refuseReversed,
	output: {
		...eachMessage,
		items: (messages, params, answer) => {
			if ((messages as unknown[]).length === 0) tellOfFolder(params, answer);
			return eachMessage.items(messages, params, answer);
		},
	},
});

const needsCheck = ({ receivedAfter, receivedBefore, sender }: Filters) =>
	receivedAfter !== undefined || receivedBefore !== undefined || sender !== undefined;

/** To Bitrix24, a folder that is not there is an empty one. */
function tellOfFolder({ folder: name }: Readonly<IDataObject>, { context }: Answer): void {
	if (typeof name !== 'string' || name === '' || name.toUpperCase() === 'INBOX') return;
	context.logger.warn(
		`${context.getNode().name} found no messages in the folder “${name}”. If there should be some, check the spelling: ` +
			'Bitrix24 doesn’t say whether a folder exists. Use the folder names of the mail server, not those on Bitrix24’s screen.',
	);
}

/** Newer servers refuse it, older ones find nothing. */
function refuseReversed({ receivedAfter, receivedBefore }: Filters): InputError | undefined {
	if ((receivedAfter ?? -Infinity) <= (receivedBefore ?? Infinity)) return undefined;
	return new InputError('“Received After” is later than “Received Before”', 'Check both times.');
}
