import type { IAuthenticate, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { REQUEST_LIMIT_FIELDS } from './shared/requestLimit';
import { parseWebhookUrl, signRequest } from './shared/webhook';

/** The node tests it (`testWebhook`): n8n's tests by declaration know neither network faults nor permissions. */
export class Bitrix24MailWebhookApi implements ICredentialType {
	name = 'bitrix24MailWebhookApi';

	displayName = 'Bitrix24 Mail Webhook API';

	icon: Icon = { light: 'file:../icons/bitrix24Mail.svg', dark: 'file:../icons/bitrix24Mail.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-bitrix24-mail/n8n-nodes-bitrix24-mail/blob/main/docs/credentials.md#webhook';

	/** `authenticate` keeps to the portal that the URL names, whatever somebody would allow here. */
	hideDomainRestrictionFields = true;

	properties: INodeProperties[] = [
		{
			displayName:
				'In Bitrix24, go to Applications → Developer resources → Common use cases → Other → Inbound webhook. Under Assign permissions, add “mail” and “mailservice”, select Create, and copy the webhook’s URL. To create, update or delete mail services, you must be an administrator.',
			name: 'howTo',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. https://company.bitrix24.com/rest/1/a1b2c3d4e5f6g7h8/',
			description:
				'The full URL of the inbound webhook. Anyone who has it can act in Bitrix24 as you, so keep it secret.',
		},
		...REQUEST_LIMIT_FIELDS,
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		signRequest(parseWebhookUrl(credentials.webhookUrl), requestOptions);
}
