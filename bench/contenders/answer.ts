import type { INodeExecutionData } from 'n8n-workflow';

const SERVICE = {
	name: 'Service',
	active: true,
	server: 'imap.example.com',
	port: 993,
	encryption: true,
	link: null,
	sort: 1,
	icon: null,
	siteId: 's1',
};

/**
 * What the node puts out for an item; one of the same size, so that n8n has the same to do with it.
 *
 * @param item the index of the input item
 */
export function madeUpAnswer(item: number): INodeExecutionData[] {
	return [{ json: { id: item + 1, ...SERVICE }, pairedItem: { item } }];
}
