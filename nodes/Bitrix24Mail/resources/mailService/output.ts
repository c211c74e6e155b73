import type { IDataObject } from 'n8n-workflow';
import { InputError, type ItemContext } from '../../execution/operation';
import { fieldNames, isOff } from '../../execution/validators';
import { parameter, type OutputField } from '../define';

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

const ALL = [...FIELDS.keys()];

/**
 * How a service is put out: in n8n’s terms, as the portal sent it, or, for an AI tool, by the fields that a
 * model needs.
 */
export const outputParameters = [
	parameter({
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { show: { '@tool': [false] } },
	}),
	parameter({
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Raw', value: 'raw', description: 'All fields exactly as Bitrix24 returns them' },
			{ name: 'Selected Fields', value: 'selectedFields', description: 'The ID and the fields you choose' },
			{
				name: 'Simplified',
				value: 'simplified',
				description: 'The ten most useful fields, with real numbers and booleans',
			},
		],
		default: 'simplified',
		description: 'How much of each mail service to pass to the model',
		documentation: 'In an [AI tool](../ai-tool.md), instead of Simplify: Simplified, Raw, or Selected Fields',
		displayOptions: { show: { '@tool': [true] } },
	}),
	parameter({
		displayName: 'Output Fields',
		name: 'outputFields',
		type: 'multiOptions',
		options: [...FIELDS]
			.filter(([value]) => value !== 'id')
			.map(([value, { label }]) => ({ name: label, value }))
			.sort((a, b) => a.name.localeCompare(b.name, 'en')),
		default: ['name', 'server'],
		description: 'The fields to pass to the model. The ID is always included.',
		documentation:
			'In an AI tool with Selected Fields: the fields to pass to the model. The ID is always included.',
		displayOptions: { show: { '@tool': [true], output: ['selectedFields'] } },
		// They become nothing in REST: Bitrix24 can’t choose fields of services. They are checked before anything
		// is sent.
		validate: (_none, context) => void selectedFields(context),
	}),
];

/**
 * Output items for services, as the user wants them.
 *
 * @param services as the portal sent them
 * @param portal its address
 */
export function serviceItems(services: IDataObject[], context: ItemContext, portal: string): IDataObject[] {
	const simplify = context.getNodeParameter('simplify', null);
	// n8n takes “Simplify” away in an AI tool.
	const isTool = simplify === null;
	const isRaw = isTool ? context.getNodeParameter('output', null) === 'raw' : isOff(simplify);
	if (isRaw) return services;
	const names = (isTool ? selectedFields(context) : undefined) ?? ALL;
	return services.map((service) =>
		Object.fromEntries(names.map((name) => [name, readField(service, name, portal)])),
	);
}

/**
 * The fields that a tool is to return, the ID first.
 *
 * @returns nothing where there is no such choice
 * @throws InputError when one of them is not known
 */
function selectedFields(context: ItemContext): string[] | undefined {
	const value = context.getNodeParameter('outputFields', null);
	if (value === null) return undefined;
	const names = (fieldNames(value, context) ?? []) as string[];
	const unknown = names.filter((name) => !FIELDS.has(name));
	if (unknown.length > 0) {
		throw new InputError(
			`can’t contain “${unknown.join('” and “')}”`,
			`A mail service has these fields: ${ALL.join(', ')}.`,
		);
	}
	return ['id', ...names.filter((name) => name !== 'id')];
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
