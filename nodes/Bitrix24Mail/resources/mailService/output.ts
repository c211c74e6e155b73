import type { IDataObject } from 'n8n-workflow';
import type { ItemContext } from '../../execution/operation';
import type { OutputField } from '../define';
import { chosenOutput, outputParameters, type OutputChoice } from '../shared/outputChoice';

type Value = IDataObject[string];

/** A field of a simplified service. */
interface Field extends OutputField {
	label: string;
	/** Where the portal has it. */
	source: string;
	read: (value: Value, portal: string) => Value;
}

/**
 * A simplified service, in the order of its fields: numbers and booleans in place of the texts of REST v1;
 * null stays null. Its SMTP part is left out: it can neither be set nor changed.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/mailservice-get.html
 */
export const SERVICE = {
	id: { type: 'integer', label: 'ID', source: 'ID', read: toNumber, description: 'The ID' },
	name: {
		type: 'string',
		label: 'Name',
		source: 'NAME',
		read: asItIs,
		description: 'The name users see when they connect a mailbox',
	},
	active: {
		type: 'boolean',
		label: 'Active',
		source: 'ACTIVE',
		read: toBoolean,
		description: 'Whether users can choose it when they connect a mailbox',
	},
	server: {
		type: 'string',
		label: 'Server',
		source: 'SERVER',
		read: asItIs,
		description: 'The hostname of the IMAP server, in lowercase',
	},
	port: {
		type: 'integer',
		label: 'Port',
		source: 'PORT',
		read: toNumber,
		description: 'The port of the IMAP server',
	},
	encryption: {
		type: 'boolean',
		label: 'Encryption',
		source: 'ENCRYPTION',
		read: toBoolean,
		description: 'Whether the connection to the IMAP server uses SSL/TLS',
	},
	link: {
		type: 'string',
		label: 'Link',
		source: 'LINK',
		read: asItIs,
		description: 'The URL of the web interface',
	},
	sort: {
		type: 'integer',
		label: 'Sort Order',
		source: 'SORT',
		read: toNumber,
		description: 'The position in the list',
	},
	icon: {
		type: 'string',
		label: 'Icon',
		source: 'ICON',
		read: toAddress,
		description: 'The URL of the logo',
	},
	siteId: {
		type: 'string',
		label: 'Site ID',
		source: 'SITE_ID',
		read: asItIs,
		description: 'The Bitrix24 site that it belongs to',
	},
} satisfies Record<string, Field>;

const FIELDS = new Map<string, Field>(Object.entries(SERVICE));

const CHOICE: OutputChoice = {
	record: 'mail service',
	fields: SERVICE,
	simplified: [...FIELDS.keys()],
	simplifiedIs: 'The ten most useful fields, with real numbers and booleans',
	key: 'id',
	initial: ['name', 'server'],
};

/** How a service is put out. */
export const serviceOutput = outputParameters(CHOICE);

/**
 * Output items for services, as the user wants them.
 *
 * @param services as the portal sent them
 * @param portal its address
 */
export function serviceItems(services: IDataObject[], context: ItemContext, portal: string): IDataObject[] {
	const names = chosenOutput(CHOICE, context);
	if (names === 'raw') return services;
	return services.map((service) =>
		Object.fromEntries(names.map((name) => [name, readField(service, name, portal)])),
	);
}

function readField(service: IDataObject, name: string, portal: string): Value {
	const { source, read } = FIELDS.get(name)!;
	return read(service[source], portal);
}

function asItIs(value: Value): Value {
	return value ?? null;
}

/**
 * Portals without a cloud storage name a file by its path, which begins at the host: `/upload/…`,
 * `/bitrix/images/…`.
 */
function toAddress(value: Value, portal: string): Value {
	const isPath = typeof value === 'string' && /^\/(?!\/)/.test(value);
	return isPath ? new URL(portal).origin + value : asItIs(value);
}

/** Texts that are no number stay as they are: nothing is lost. */
function toNumber(value: Value): Value {
	if (typeof value !== 'string' || value.trim() === '') return value ?? null;
	const number = Number(value);
	return String(number) === value.trim() ? number : value;
}

function toBoolean(value: Value): Value {
	if (value === 'Y') return true;
	return value === 'N' ? false : (value ?? null);
}
