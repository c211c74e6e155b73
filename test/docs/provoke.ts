import type { INodeParameters } from 'n8n-workflow';
import { binaryItem } from '../engine';
import { REST_3, type Portal } from '../portal';
import { byId, type PortalRun } from '../support/node';

/** Enough for any operation, by resource. */
export const PARAMETERS: Record<string, INodeParameters> = {
	mailService: { mailServiceId: byId(1), name: 'New Mail', updateFields: { port: 995 } },
	mailbox: { mailboxId: byId(1), fieldName: 'email' },
};

/** How an error comes about: what is different from a run where all goes well. */
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
	'Bitrix24 did not accept it': NOT_AN_ADMINISTRATOR,
	'Bitrix24 did not accept the change': {
		...NOT_AN_ADMINISTRATOR,
		parameters: { ...KNOWN, additionalFields: { port: 995 } },
	},
	'Bitrix24 did not delete it': NOT_AN_ADMINISTRATOR,
	'the webhook or application does not have the scope “mailservice”': NO_SCOPE,
	'the webhook or application lacks the scope “mail”': NO_SCOPE,
	'“Name” is empty': { parameters: { name: '={{ " " }}' } },
	'“Port” is “…”': { parameters: { additionalFields: { port: '={{ "imap" }}' } } },
	'“Icon Input Binary Field” names “…”, but the input item has no such binary field': {
		parameters: { additionalFields: { iconBinaryPropertyName: 'data' } },
	},
	'“Icon Input Binary Field” names “…”, which Bitrix24 doesn’t accept as an image': {
		parameters: { additionalFields: { iconBinaryPropertyName: 'logo' } },
		run: { items: [binaryItem({}, vectorGraphic)] },
	},
	'“Name” is longer than 255 characters': { parameters: { name: 'x'.repeat(256) } },
	'“Link” is longer than 255 characters': { parameters: { updateFields: { link: 'x'.repeat(256) } } },
	'“Sort Order” is “…”': { parameters: { updateFields: { sort: 0 }, additionalFields: { sort: 0 } } },
	'several active mail services have this name': {
		parameters: KNOWN,
		prepare: ({ services }) => void services.push({ ...services[0]!, ID: '99' }),
	},
	'“Link” is empty, and Bitrix24 can’t clear fields': { parameters: { updateFields: { link: '' } } },
	'“Update Fields” has no field': { parameters: { updateFields: {} } },
	'“Mail Service” is “…”, which is no ID': { parameters: { mailServiceId: NO_ID } },
	'there is no such mail service': { parameters: { mailServiceId: byId(404) } },
	'“Limit” is “…”': { parameters: { limit: '={{ 0 }}' } },
	'there is no such mailbox': { parameters: { mailboxId: byId(404) } },
	'the credential’s user may not see it': { prepare: (portal) => portal.refuse(REST_3.accessDenied) },
	'“Mailbox” is “…”, which is no ID': { parameters: { mailboxId: NO_ID } },
	'Bitrix24 does not know one of the fields in the request': {
		parameters: { options: { fields: ['host'] } },
	},
	'this portal does not know the method': { prepare: (portal) => portal.refuse(REST_3.methodNotFound) },
	'mailboxes have no such field': { parameters: { fieldName: 'host' } },
	'“Field Name” is empty': { parameters: { fieldName: '={{ "" }}' } },
};
