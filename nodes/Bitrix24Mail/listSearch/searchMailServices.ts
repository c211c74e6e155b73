import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { fetchList } from './fetchList';
import { entriesOf } from './entries';
import { listLabel } from './listLabel';

/**
 * The mail services to choose from: the active ones, as the portal lists no others.
 *
 * @param filter a part of the name or of the server's address
 */
export async function searchMailServices(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').toLowerCase();
	const services = await fetchList(this, 'mailservice.list');
	const matches = services.filter((service) => textOf(service).toLowerCase().includes(wanted));
	return { results: entriesOf(matches, 'id', (service) => ({ name: textOf(service), value: service.ID })) };
}

const textOf = ({ NAME, SERVER }: IDataObject) => listLabel(NAME, SERVER);
