import type { INodeProperties } from 'n8n-workflow';
import { packageNode, packageTrigger } from '../../engine';

/** The name of a parameter, with the values of its choices or the names of what is inside it. */
const namesIn = ({ name, options = [] }: INodeProperties): string[] => [
	name,
	...options.map((option) => `${name}.${'value' in option ? String(option.value) : option.name}`),
];

describe('The description of the trigger', () => {
	it('has the names that saved workflows depend on', async () => {
		const { description } = await packageTrigger();
		expect(description).toMatchObject({
			name: 'bitrix24MailTrigger',
			displayName: 'Bitrix24 Mail Trigger',
			polling: true,
			group: ['trigger'],
			inputs: [],
			outputs: ['main'],
		});
		const names = description.properties.filter(({ type }) => type !== 'notice').flatMap(namesIn);
		expect(names).toEqual([
			'authentication',
			'authentication.oAuth2',
			'authentication.webhook',
			'event',
			'event.messageReceived',
			'mailboxId',
			'simplify',
			'filters',
			...['folder', 'hasAttachments', 'readStatus', 'search', 'sender'].map((name) => `filters.${name}`),
			'options',
			'options.allowUnauthorizedCerts',
			'options.includeBody',
			'options.includeOwn',
			'options.lookBackHours',
			'options.maxMessages',
			'options.proxy',
			'options.timeout',
		]);
	});

	it('has the credentials of the node, and the same choice of them', async () => {
		const [trigger, node] = [(await packageTrigger()).description, (await packageNode()).description];
		const authentication = ({ properties }: typeof node) =>
			properties.find(({ name }) => name === 'authentication');
		expect(trigger.credentials).toEqual(node.credentials);
		expect(authentication(trigger)).toEqual(authentication(node));
	});

	it('has nothing in it that n8n does not know', async () => {
		const { description } = await packageTrigger();
		const text = JSON.stringify(description.properties);
		for (const key of ['sendAs', 'documentation', 'alwaysValidate', 'routing']) {
			expect(text).not.toContain(`"${key}"`);
		}
	});
});
