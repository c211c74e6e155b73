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

	/** `authenticate` keeps to the portal that the URL names, whatever one would allow here. */
	hideDomainRestrictionFields = true;

	properties: INodeProperties[] = [
		{
			displayName:
				'In Bitrix24, open Developer Resources → Other → Inbound Webhook, add “mail” and “mailservice” under Assign permissions, save, and copy the webhook’s URL. Only an administrator’s webhook may create, update or delete mail services.',
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
			placeholder: 'e.g. https://company.bitrix24.com/rest/1/…/',
			description:
				'The whole URL that Bitrix24 shows for the inbound webhook. Whoever has it can act in your portal: treat it like a password.',
		},
		...REQUEST_LIMIT_FIELDS,
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		signRequest(parseWebhookUrl(credentials.webhookUrl), requestOptions);
}
