import { id } from '../../execution/validators';
import { parameter, type Parameter } from '../define';
import { ID_VALIDATION } from '../shared/idValidation';

/** The address of a message in Bitrix24; its group is the ID. */
const MESSAGE_URL = '^\\s*https?://.+/mail/message/([1-9]\\d*)(?:[/?#].*)?\\s*$';

/**
 * The parameter that names a message.
 *
 * @param sendAs what REST calls it, which differs by method
 */
export const messageLocator = (sendAs: string): Parameter =>
	parameter({
		displayName: 'Message',
		name: 'messageId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The message this operation is about',
		documentation:
			'The message: From list (newest first; search by sender, recipients, subject or text), By URL (its address in Bitrix24), or By ID',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a message…',
				typeOptions: { searchListMethod: 'searchMessages', searchable: true },
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://company.bitrix24.com/mail/message/15',
				extractValue: { type: 'regex', regex: MESSAGE_URL },
				validation: [
					{
						type: 'regex',
						properties: {
							regex: MESSAGE_URL,
							errorMessage: 'Open the message in Bitrix24 and copy its address: …/mail/message/15',
						},
					},
				],
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 15',
				validation: ID_VALIDATION,
			},
		],
		sendAs,
		validate: sendAs === 'messageIds' ? (value, context) => [id(value, context)] : id,
	});
