import { credentialIds, nodeType } from '../../sandbox/n8n/names.mjs';

/**
 * @param {{ id: string, name: string, nodes: Array<{ type: string, parameters: object }> }} workflow one that signs
 *   in with the webhook
 * @returns {object} the same workflow signing in with OAuth2, under the id of `oauth2Id`
 */
export function withOAuth2(workflow) {
	return {
		...workflow,
		id: oauth2Id(workflow.id),
		name: `${workflow.name} (OAuth2)`,
		nodes: workflow.nodes.map((node) =>
			node.type === nodeType
				? {
						...node,
						parameters: { ...node.parameters, authentication: 'oAuth2' },
						credentials: { bitrix24MailOAuth2Api: credentialIds.oAuth2 },
					}
				: node,
		),
	};
}

/** @param {string} id of the workflow that signs in with the webhook */
export const oauth2Id = (id) => `${id}-oa2`;
