import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { testWebhook } from './credentialTest/testWebhook';
import { paginationHook } from './execution/hook';
import * as lists from './listSearch';
import { RESOURCES } from './resources';
import { operationsOf } from './resources/define';
import { describe, resourceOptions, subtitle } from './resources/describe';

const { getMailboxFields, ...listSearch } = lists;

export class Bitrix24Mail implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bitrix24 Mail',
		name: 'bitrix24Mail',
		icon: { light: 'file:../../icons/bitrix24Mail.svg', dark: 'file:../../icons/bitrix24Mail.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitle(RESOURCES),
		description: 'Read, send and organize email in Bitrix24, look up its mailboxes, and manage mail services',
		defaults: { name: 'Bitrix24 Mail' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
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
		requestDefaults: { method: 'POST' },
		requestOperations: { pagination: paginationHook(operationsOf(RESOURCES)) },
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
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resourceOptions(RESOURCES),
				default: 'mailbox',
				// Every operation passes here: it hands the request to the hook above.
				routing: { send: { paginate: true } },
			},
			...describe(RESOURCES),
		],
	};

	methods = {
		credentialTest: { testWebhook },
		listSearch,
		loadOptions: { getMailboxFields },
	};
}
