import { nodeType } from '../../sandbox/n8n/names.mjs';

/**
 * The operations of the node as n8n has loaded it.
 *
 * @param {Pick<import('./stage.mjs').Stage, 'api'>} stage
 * @returns {Promise<Array<{ resource: string, operation: string, action: string }>>} in the order of the panel
 */
export async function loadedOperations({ api }) {
	const [{ properties }] = await api.call('POST', '/node-types', {
		nodeInfos: [{ name: nodeType, version: 1 }],
	});
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			options
				// n8n's own offer to send any request with the credential.
				.filter(({ value }) => value !== '__CUSTOM_API_CALL__')
				.map(({ value, action }) => ({
					resource: displayOptions.show.resource[0],
					operation: value,
					action,
				})),
		);
}
