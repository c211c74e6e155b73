import { Bitrix24MailOAuth2Api } from '../../credentials/Bitrix24MailOAuth2Api.credentials';
import { Bitrix24MailWebhookApi } from '../../credentials/Bitrix24MailWebhookApi.credentials';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { Bitrix24MailTrigger } from '../../nodes/Bitrix24MailTrigger/Bitrix24MailTrigger.node';

const notices = [
	...new Bitrix24MailOAuth2Api().properties,
	...new Bitrix24MailWebhookApi().properties,
	...new Bitrix24Mail().description.properties,
	...new Bitrix24MailTrigger().description.properties,
].filter(({ type }) => type === 'notice');

it.each(notices.map(({ displayName }) => [displayName]))('n8n shows all of the notice: %s', (text) => {
	const tags = [...text.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag);
	// The editor drops all others (its component N8nNotice), and the texts around them run into each other.
	expect(['a', 'li', 'ul']).toEqual(expect.arrayContaining(tags));
});
