import { InputError, type Validator } from '../../execution/operation';
import { unlessBlank } from '../../execution/validators';
import { parameter, type Parameter } from '../define';
import { checkRecipient } from './recipients';

/** Of a sender, only the address counts: Bitrix24 shows the name that it has for it. */
const senderAddress: Validator = (value) => {
	if (typeof value === 'string' && value.trim() !== '') return checkRecipient(value.trim());
	throw new InputError(
		'is empty',
		'Choose a sender from the list, or check that the expression returns an address for this item.',
	);
};

const EMAIL = '^\\s*(?:.*<)?[^\\s@<>]+@[^\\s@<>]+>?\\s*$';

const sender: Parameter = {
	displayName: 'From',
	name: 'from',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a sender…',
			typeOptions: { searchListMethod: 'searchSenders', searchable: true },
		},
		{
			displayName: 'By Address',
			name: 'address',
			type: 'string',
			placeholder: 'e.g. sales@example.com',
			validation: [
				{
					type: 'regex',
					properties: { regex: EMAIL, errorMessage: 'Enter an email address' },
				},
			],
		},
	],
	sendAs: 'from',
};

/** The sender of a new message. */
export const from = parameter({
	...sender,
	required: true,
	description:
		'The address to send from. It must be one that the credential’s user can send from in Bitrix24.',
	documentation:
		'The sender: From list, or By Address. It must be one of the addresses that the credential’s user can send from (see [Get Sender Addresses](mailbox-get-senders.md)).',
	validate: senderAddress,
});

/** The sender of an answer, which is that of the mailbox when it is empty. */
export const optionalFrom = parameter({
	...sender,
	description: 'The address to send from. Leave empty to use the mailbox that received the original message.',
	documentation:
		'The sender: From list, or By Address. Leave empty to use the mailbox that received the original message.',
	validate: unlessBlank(senderAddress),
});
