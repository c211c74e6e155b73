import { credentialIds, packageName } from '../../../sandbox/n8n/names.mjs';
import { filledPanel } from './areas.mjs';

const TRIGGER = 'Bitrix24 Mail Trigger';

/** The trigger with a sample, as Fetch Test Event gives it. @type {Record<string, import('./index.mjs').Scene>} */
export const triggerScenes = {
	trigger: {
		height: 900,
		area: filledPanel,
		async show(editor, { api }) {
			const { id } = await api.call('POST', '/workflows', {
				name: TRIGGER,
				settings: { executionOrder: 'v1' },
				connections: {},
				nodes: [
					{
						id: 'trigger',
						name: TRIGGER,
						type: `${packageName}.bitrix24MailTrigger`,
						typeVersion: 1,
						position: [0, 0],
						parameters: {
							authentication: 'webhook',
							pollTimes: { item: [{ mode: 'everyX', value: 5, unit: 'minutes' }] },
							filters: { readStatus: 'unread' },
						},
						credentials: { bitrix24MailWebhookApi: credentialIds.webhook },
					},
				],
			});
			await editor.openWorkflow(id);
			await editor.execute();
			await editor.openNode(TRIGGER);
			await editor.widenOutput();
		},
	},
};
