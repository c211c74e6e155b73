import { atMost, binaryFile, filledText, flag, text, wholeNumber } from '../../execution/validators';
import { parameter } from '../define';
import { additionalFieldsOf } from '../shared/collections';

/**
 * How long a text and how large a whole number of a mail service may be: Bitrix24 changes what does not fit
 * into its database without a word (vendor's source: the table `b_mail_mailservices`, of which only Oracle's
 * was at hand: 255 characters).
 */
export const MAX_CHARACTERS = 255;
const MAX_SORT = 2_147_483_647;

/** A text that fits into the database. */
const shortText = atMost(MAX_CHARACTERS, text);

/** One of the fields for a change. */
export const name = parameter({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Company Mail',
	description: 'The name users see when they connect a mailbox',
	sendAs: 'NAME',
	validate: atMost(MAX_CHARACTERS, filledText),
});

/** Required for a new service, and for Create or Update the key by which a service is found. */
export const newName = parameter({
	...name,
	required: true,
	description:
		'The name users see when they connect a mailbox. Create or Update looks for a service with exactly this name.',
});

/**
 * The fields of a mail service that can be set when it is created and when it is updated, in alphabetical
 * order. An icon has to be a file: its ID, which the vendor's page names as well, the server takes for base64
 * (vendor's source: CRestUtil::saveFile).
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-add.html
 */
export const serviceFields = [
	parameter({
		displayName: 'Active',
		name: 'active',
		type: 'boolean',
		default: true,
		description: 'Whether users can choose the service when they connect a mailbox',
		// Create or Update finds active services only: one that it switched off, it would create again.
		displayOptions: { hide: { '/operation': ['upsert'] } },
		sendAs: 'ACTIVE',
		validate: flag,
	}),
	parameter({
		displayName: 'Encryption',
		name: 'encryption',
		type: 'boolean',
		default: true,
		description: 'Whether to connect to the IMAP server over SSL/TLS',
		sendAs: 'ENCRYPTION',
		validate: flag,
	}),
	parameter({
		displayName: 'Icon Input Binary Field',
		name: 'iconBinaryPropertyName',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		description: 'The name of the input field containing the logo image',
		documentation: 'The name of the input field containing the logo image: jpg, png, gif, bmp or webp',
		sendAs: 'ICON',
		validate: binaryFile,
	}),
	parameter({
		displayName: 'Link',
		name: 'link',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://mail.example.com/',
		description: 'The URL of the service’s web interface',
		sendAs: 'LINK',
		validate: shortText,
	}),
	parameter({
		displayName: 'Port',
		name: 'port',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65535 },
		default: 993,
		description: 'The port of the IMAP server',
		documentation: 'The port of the IMAP server, from 1 to 65535',
		sendAs: 'PORT',
		validate: wholeNumber('a port', 1, 65535),
	}),
	parameter({
		displayName: 'Server',
		name: 'server',
		type: 'string',
		default: '',
		placeholder: 'e.g. imap.example.com',
		description: 'The hostname of the IMAP server. Bitrix24 stores it in lowercase.',
		documentation: 'The hostname of the IMAP server',
		sendAs: 'SERVER',
		validate: shortText,
	}),
	parameter({
		displayName: 'Sort Order',
		name: 'sort',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_SORT },
		default: 100,
		description: 'The position in the list. Lower numbers come first.',
		documentation: 'The position in the list, at least 1. Lower numbers come first.',
		sendAs: 'SORT',
		// 0 becomes 100 in a new service, and is ignored in an update.
		validate: wholeNumber('a sort order', 1, MAX_SORT),
	}),
];

/** The fields to set besides the name, all of them optional. */
export const additionalFields = additionalFieldsOf(serviceFields);
