import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRun, type NodeRunResult, type WithCredential } from '../engine';
import type { Portal } from '../../sandbox/portal';

/** The two ways to connect, as the node's parameter names them. */
export const AUTHENTICATIONS = ['webhook', 'oAuth2'] as const;
export type Authentication = (typeof AUTHENTICATIONS)[number];

type Rights = Parameters<Portal['webhook']>[0];

/**
 * A working credential for a portal, of the kind that the node's parameter `authentication` names.
 *
 * @param rights what its user may do; by default everything
 */
export function credentialFor(
	portal: Portal,
	authentication: Authentication,
	rights: Rights = {},
): WithCredential['credential'] {
	if (authentication === 'webhook') {
		return { type: 'bitrix24MailWebhookApi', data: { webhookUrl: portal.webhook(rights) } };
	}
	const application = portal.application();
	const { admin, scopes, userId } = rights;
	const tokens = portal.tokens({ admin, scopes, userId, application: application.clientId });
	return {
		type: 'bitrix24MailOAuth2Api',
		data: {
			portalUrl: portal.url,
			accessTokenUrl: portal.tokenUrl,
			...application,
			oauthTokenData: { ...tokens } as IDataObject,
		},
	};
}

/** A run of the node against a portal; by default one empty item and a webhook of an administrator. */
export interface PortalRun extends Partial<Omit<NodeRun, 'parameters'>> {
	authentication?: Authentication;
	rights?: Rights;
}

/**
 * Runs the node in n8n's engine against a portal.
 *
 * @param parameters as in a workflow, without `authentication`
 */
export async function runOn(
	portal: Portal,
	parameters: INodeParameters,
	{ authentication = 'webhook', rights, ...run }: PortalRun = {},
): Promise<NodeRunResult> {
	return await runNode({
		...run,
		credential: run.credential ?? credentialFor(portal, authentication, rights),
		parameters: { authentication, ...parameters },
	});
}

/** A resource locator's value, as the editor stores it when the user typed an ID. */
export const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: value as string });

/** Input items with one number each: 1 to `count`. */
export const numbered = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { n: index + 1 } }));
