import { boolean, wholeNumber } from '../../Bitrix24Mail/execution/validators';
import { parameter } from '../../Bitrix24Mail/resources/define';
import { proxyAddress } from './proxy';

/** How the trigger works, by the names of the fields in a collection. Those of the connection are n8n’s own. */
export const OPTIONS = {
	allowUnauthorizedCerts: parameter({
		displayName: 'Ignore SSL Issues (Insecure)',
		name: 'allowUnauthorizedCerts',
		type: 'boolean',
		default: false,
		description: 'Whether to connect even if SSL certificate validation is not possible',
		validate: boolean,
	}),
	includeBody: parameter({
		displayName: 'Include Body',
		name: 'includeBody',
		type: 'boolean',
		default: true,
		description: 'Whether to return the text of each message. Turn it off to save requests.',
		documentation:
			'Whether to return the text of each message. It takes one more request for every 50 messages.',
		validate: boolean,
	}),
	includeOwn: parameter({
		displayName: 'Include Own Messages',
		name: 'includeOwn',
		type: 'boolean',
		default: false,
		description:
			'Whether messages from your own addresses start the workflow, too. If the workflow replies, it could then answer itself.',
		documentation:
			'Whether messages from addresses that the credential’s user can send from start the workflow, too',
		validate: boolean,
	}),
	lookBackHours: parameter({
		displayName: 'Look-Back (Hours)',
		name: 'lookBackHours',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 720 },
		default: 48,
		description: 'How old a message can be when it appears in Bitrix24. Older ones don’t start the workflow.',
		documentation:
			'How many hours ago, from 1 to 720, the mail server can have received a message that appears in Bitrix24. Older ones don’t start the workflow, such as the history of a mailbox that has just been connected.',
		validate: wholeNumber('a number of hours', 1, 720),
	}),
	maxMessages: parameter({
		displayName: 'Max Messages per Poll',
		name: 'maxMessages',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'How many messages start the workflow at a time. The rest follow with the next polls.',
		documentation:
			'How many messages start the workflow at a time, oldest first. The rest follow with the next polls.',
		validate: wholeNumber('a number of messages', 1),
	}),
	proxy: parameter({
		displayName: 'Proxy',
		name: 'proxy',
		type: 'string',
		default: '',
		placeholder: 'e.g. http://proxy.example.com:3128',
		description: 'The address of the proxy to use',
		validate: proxyAddress,
	}),
	timeout: parameter({
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60_000,
		description: 'How long to wait for an answer from Bitrix24, in milliseconds',
		validate: wholeNumber('a number of milliseconds', 1),
	}),
} as const;
