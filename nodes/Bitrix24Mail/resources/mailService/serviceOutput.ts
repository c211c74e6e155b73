import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ItemContext } from '../../execution/operation';

/** The choice between a service in n8n's terms and as the portal sent it. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	displayOptions: { show: { resource: ['mailService'], operation: ['get', 'getAll'] } },
};

/**
 * Output items for services, simplified when the user wants them so.
 *
 * @param services as the portal sent them
 */
export function serviceItems(services: IDataObject[], context: ItemContext): IDataObject[] {
	return context.getNodeParameter('simplify', true) === false ? services : services.map(simplifyService);
}

/**
 * A service with numbers and booleans in place of the texts of REST v1; null stays null. Its SMTP part is
 * left out: it can neither be set nor changed (Bitrix24 REST: mailservice.get).
 */
function simplifyService(service: IDataObject): IDataObject {
	return {
		id: toNumber(service.ID),
		name: service.NAME ?? null,
		active: toBoolean(service.ACTIVE),
		server: service.SERVER ?? null,
		port: toNumber(service.PORT),
		encryption: toBoolean(service.ENCRYPTION),
		link: service.LINK ?? null,
		sort: toNumber(service.SORT),
		icon: service.ICON ?? null,
		siteId: service.SITE_ID ?? null,
	};
}

type Value = IDataObject[string];

/** Texts that are no number stay as they are: nothing is lost. */
function toNumber(value: Value): Value {
	if (typeof value !== 'string' || value.trim() === '') return value ?? null;
	const number = Number(value);
	return Number.isFinite(number) ? number : value;
}

function toBoolean(value: Value): Value {
	if (value === 'Y') return true;
	return value === 'N' ? false : (value ?? null);
}
