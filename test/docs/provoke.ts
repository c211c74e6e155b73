import type { INodeParameters } from 'n8n-workflow';
import { binaryItem } from '../engine';
import { REST_3, type Portal } from '../../sandbox/portal';
import { byId, type PortalRun } from '../support/node';

/** How an error comes about: what is different from a run where all goes well, that of the operation’s sample. */
export interface Provocation {
	parameters?: INodeParameters;
	run?: PortalRun;
	/** What is wrong at the portal. */
	prepare?: (portal: Portal) => void;
}

const NOT_AN_ADMINISTRATOR: Provocation = { run: { rights: { admin: false } } };
const NO_SCOPE: Provocation = { run: { rights: { scopes: [] } } };
/** From an expression, as n8n itself refuses a value that one types. */
const NO_ID = byId('={{ "x" }}');
const KNOWN = { name: 'Company Mail' };

const vectorGraphic = {
	property: 'logo',
	fileName: 'logo.svg',
	mimeType: 'image/svg+xml',
	buffer: Buffer.from('<svg/>'),
};

/** The errors that the pages of the operations name, each with a way to it. */
export const PROVOCATIONS: Record<string, Provocation> = {
	'Bitrix24 rejected the new mail service “…”': {
		...NOT_AN_ADMINISTRATOR,
		parameters: { name: 'New Mail' },
	},
	'Bitrix24 rejected the changes to mail service …': {
		...NOT_AN_ADMINISTRATOR,
		parameters: { ...KNOWN, additionalFields: { port: 995 } },
	},
	'Bitrix24 rejected deleting mail service …': NOT_AN_ADMINISTRATOR,
	'the webhook or app is missing the “mailservice” permission': NO_SCOPE,
	'the webhook or app is missing the “mail” permission': NO_SCOPE,
	'“Name” is empty': { parameters: { name: '={{ " " }}' } },
	'“Port” must be a whole number from 1 to 65535, but is …': {
		parameters: { additionalFields: { port: '={{ "imap" }}' } },
	},
	'“Icon Input Binary Field” is “…”, but the input item has no file there': {
		parameters: { additionalFields: { iconBinaryPropertyName: 'data' } },
	},
	'“Icon Input Binary Field” names “…”, which Bitrix24 doesn’t accept as an image': {
		parameters: { additionalFields: { iconBinaryPropertyName: 'logo' } },
		run: { items: [binaryItem({}, vectorGraphic)] },
	},
	'There are several active mail services named “…” (…)': {
		parameters: KNOWN,
		prepare: ({ services }) => void services.push({ ...services[0]!, ID: '99' }),
	},
	'“Name” is longer than 255 characters': { parameters: { name: 'x'.repeat(256) } },
	'“Link” is longer than 255 characters': { parameters: { updateFields: { link: 'x'.repeat(256) } } },
	'“Sort Order” must be a whole number from 1 to 2147483647, but is …': {
		parameters: { updateFields: { sort: 0 }, additionalFields: { sort: 0 } },
	},
	'“Link” is empty, and Bitrix24 can’t clear fields': { parameters: { updateFields: { link: '' } } },
	'“Name” is 0, which Bitrix24 ignores in an update': { parameters: { updateFields: { name: '0' } } },
	'“Update Fields” is empty': { parameters: { updateFields: {} } },
	'“Mail Service” must be an ID, but is …': { parameters: { mailServiceId: NO_ID } },
	'“Mail Service”: there is no mail service with ID …': { parameters: { mailServiceId: byId(404) } },
	'“Limit” must be a whole number of at least 1, but is …': {
		parameters: { returnAll: false, limit: '={{ 0 }}' },
	},
	'“Mailbox”: there is no mailbox with ID …': { parameters: { mailboxId: byId(404) } },
	'the credential’s user has no access': { prepare: (portal) => portal.refuse(REST_3.accessDenied) },
	'“Mailbox” must be an ID, but is …': { parameters: { mailboxId: NO_ID } },
	'“Field Names or IDs” contains an unknown field': {
		parameters: { options: { fields: ['host'] } },
	},
	'this Bitrix24 doesn’t know the method': { prepare: (portal) => portal.refuse(REST_3.methodNotFound) },
	'“Field Name”: mailboxes have no field “…”': { parameters: { fieldName: 'host' } },
	'“Field Name” is empty': { parameters: { fieldName: '={{ "" }}' } },
};
