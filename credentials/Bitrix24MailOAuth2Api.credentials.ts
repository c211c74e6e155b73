import type { ICredentialTestRequest, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { testRules } from './shared/credentialTest';
import { portalExpression } from './shared/portalExpression';
import { REQUEST_LIMIT_FIELDS } from './shared/requestLimit';

export class Bitrix24MailOAuth2Api implements ICredentialType {
	name = 'bitrix24MailOAuth2Api';

	displayName = 'Bitrix24 Mail OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:../icons/bitrix24Mail.svg', dark: 'file:../icons/bitrix24Mail.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-bitrix24-mail/n8n-nodes-bitrix24-mail/blob/main/docs/credentials.md#oauth2';

	properties: INodeProperties[] = [
		{
			// Of HTML, n8n’s notices keep links and lists.
			displayName:
				'How to connect:<ul><li>In Bitrix24, go to Applications → Developer resources → Common use cases → Other → Local application, and choose Server.</li><li>Paste the OAuth Redirect URL into “Your handler path”, add “mail” and “mailservice” under Assign permissions, and save.</li><li>Copy the “Application ID” and the “Application key” into this form, enter the address of your Bitrix24, and select Connect.</li></ul>',
			name: 'howTo',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Portal URL',
			name: 'portalUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. company.bitrix24.com',
			description: 'The address of your Bitrix24, such as company.bitrix24.com',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: `={{ ${portalExpression('$self["portalUrl"]')} + "/oauth/authorize/" }}`,
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			default: 'https://oauth.bitrix24.tech/oauth/token/',
			required: true,
			placeholder: 'e.g. https://oauth.bitrix24.tech/oauth/token/',
			description: 'Bitrix24’s OAuth server. Change it only if your Bitrix24 uses a different one.',
		},
		{
			displayName: 'Application ID (Client ID)',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. local.0123456789abcd.01234567',
			description: 'The “Application ID” of the local application',
			hint: 'See the steps below',
		},
		{
			displayName: 'Application Key (Client Secret)',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The “Application key” of the local application',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			// Bitrix24 takes the scopes from the application's settings.
			default: '',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		...REQUEST_LIMIT_FIELDS,
		// n8n offers OAuth2 credentials in its HTTP Request node, too: there, the token goes to the portal only.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			// n8n's dialog carries this field over to a webhook credential, when one changes the kind in it while creating.
			default: `={{ ${portalExpression('($self["portalUrl"] || $self["webhookUrl"])')}.replace(/^https?:\\/\\//i, "").replace(/(:\\d*)?(\\/.*)?$/, "") }}`,
		},
	];

	/** n8n's dialog never tests an OAuth2 credential; others who ask n8n for a test get this one. */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: `={{ ${portalExpression('$credentials.portalUrl')} }}`,
			url: '/rest/scope',
			disableFollowRedirect: true,
		},
		rules: testRules(
			{ 401: 'Bitrix24 no longer accepts the token. Reconnect this credential.' },
			'Connected, but this application has no permissions. In Bitrix24, open it, add “mail” and “mailservice” under Assign permissions, and save. Then reconnect this credential.',
		),
	};
}
