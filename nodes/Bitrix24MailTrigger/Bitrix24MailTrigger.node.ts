import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { testWebhook } from '../Bitrix24Mail/credentialTest/testWebhook';
import { searchMailboxes } from '../Bitrix24Mail/listSearch';
import { propertiesOf } from '../Bitrix24Mail/resources/describe';
import { PARAMETERS } from './panel/parameters';
import { pollMessages } from './trigger';

export class Bitrix24MailTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bitrix24 Mail Trigger',
		name: 'bitrix24MailTrigger',
		icon: { light: 'file:../../icons/bitrix24Mail.svg', dark: 'file:../../icons/bitrix24Mail.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'Message received',
		description: 'Starts the workflow when a message arrives in a Bitrix24 mailbox',
		defaults: { name: 'Bitrix24 Mail Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'bitrix24MailWebhookApi',
				required: true,
				testedBy: 'testWebhook',
				displayOptions: { show: { authentication: ['webhook'] } },
			},
			{
				name: 'bitrix24MailOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'OAuth2', value: 'oAuth2', description: 'Connect an account through a local application' },
					{ name: 'Webhook', value: 'webhook', description: 'Use the URL of an inbound webhook' },
				],
				default: 'webhook',
				description: 'How to connect to Bitrix24',
			},
			{
				displayName:
					'Bitrix24 fetches messages from the mail server every 10 minutes, or when somebody opens the mailbox. The next poll after that starts the workflow, so polling more often doesn’t make it faster.',
				name: 'triggerNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Message Received',
						value: 'messageReceived',
						description: 'Starts the workflow for each new message',
					},
				],
				default: 'messageReceived',
				description: 'What starts the workflow',
			},
			...propertiesOf(PARAMETERS),
		],
	};

	methods = { credentialTest: { testWebhook }, listSearch: { searchMailboxes } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollMessages(this);
	}
}
