import type { INodeProperties } from 'n8n-workflow';
import type { InputField, Validator } from '../../execution/operation';
import { atMost, binaryFile, filledText, flag, text, trimmed, wholeNumber } from '../../execution/validators';

/**
 * How long a text and how large a whole number of a mail service may be: Bitrix24 changes what does not fit into its
 * database without a word (vendor's source: the table `b_mail_mailservices`, of which only Oracle's was at hand: 255 characters).
 */
const MAX_CHARACTERS = 255;
const MAX_SORT = 2_147_483_647;

/** Required for a new service, one of the fields for a change. */
export const NAME_FIELD: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Company Mail',
	description: 'The name under which users find the service',
	routing: { send: { type: 'body', property: 'NAME' } },
};

/**
 * The fields of a mail service that can be set when it is created and when it is updated, in alphabetical order
 * (Bitrix24 REST: mailservice.add).
 */
export const SERVICE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Active',
		name: 'active',
		type: 'boolean',
		default: true,
		description: 'Whether users can choose the service when they connect a mailbox',
		// Create or Update finds active services only: one that it switched off, it would create again.
		displayOptions: { hide: { '/operation': ['upsert'] } },
		routing: { send: { type: 'body', property: 'ACTIVE' } },
	},
	{
		displayName: 'Encryption',
		name: 'encryption',
		type: 'boolean',
		default: true,
		description: 'Whether the connection to the IMAP server is encrypted',
		routing: { send: { type: 'body', property: 'ENCRYPTION' } },
	},
	{
		displayName: 'Icon Input Binary Field',
		name: 'iconBinaryPropertyName',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		description: 'The name of the input field containing the image file to be the service’s logo',
		routing: { send: { type: 'body', property: 'ICON' } },
	},
	{
		displayName: 'Link',
		name: 'link',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://mail.example.com/',
		description: 'The address of the service’s web interface',
		routing: { send: { type: 'body', property: 'LINK' } },
	},
	{
		displayName: 'Port',
		name: 'port',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65535 },
		default: 993,
		description: 'The port of the IMAP server',
		routing: { send: { type: 'body', property: 'PORT' } },
	},
	{
		displayName: 'Server',
		name: 'server',
		type: 'string',
		default: '',
		placeholder: 'e.g. imap.example.com',
		description: 'The host name of the IMAP server. Bitrix24 stores it in lower case.',
		routing: { send: { type: 'body', property: 'SERVER' } },
	},
	{
		displayName: 'Sort Order',
		name: 'sort',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_SORT },
		default: 100,
		description: 'The place of the service in lists: lower numbers come first',
		routing: { send: { type: 'body', property: 'SORT' } },
	},
];

/** What {@link NAME_FIELD} sends. */
export const NAME_INPUT: InputField = { label: 'Name', validate: atMost(MAX_CHARACTERS, filledText) };

/** What it sends where a service is found by its name: whatever the portal makes of blanks around it. */
export const KEY_NAME_INPUT: InputField = {
	label: 'Name',
	validate: atMost(MAX_CHARACTERS, trimmed(filledText)),
	required: true,
};

/**
 * What {@link SERVICE_FIELDS} send. An icon has to be a file: its ID, which the vendor's page names as well, the server
 * takes for base64 (vendor's source: CRestUtil::saveFile).
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-add.html
 */
export const SERVICE_INPUT: Record<string, InputField> = {
	ACTIVE: { label: 'Active', validate: flag },
	ENCRYPTION: { label: 'Encryption', validate: flag },
	ICON: { label: 'Icon Input Binary Field', validate: binaryFile },
	LINK: { label: 'Link', validate: atMost(MAX_CHARACTERS, text) },
	PORT: { label: 'Port', validate: wholeNumber('a port', 1, 65535) },
	SERVER: { label: 'Server', validate: atMost(MAX_CHARACTERS, text) },
	SORT: {
		label: 'Sort Order',
		// 0 becomes 100 in a new service, and is ignored in an update.
		validate: wholeNumber('a sort order', 1, MAX_SORT),
	},
};

/**
 * The same fields with other rules.
 *
 * @param change makes the new rule of the one that a field has
 */
export function withRules(
	fields: Readonly<Record<string, InputField>>,
	change: (rule: Validator) => Validator,
): Record<string, InputField> {
	return Object.fromEntries(
		Object.entries(fields).map(([name, field]) => [name, { ...field, rule: change(field.validate) }]),
	);
}
