import type { ICredentialType, INodeType } from 'n8n-workflow';

// Loaded at the first use: the harness runs any node, and does so without the package's own.
/** The package's node, as it is written. */
export async function packageNode(): Promise<INodeType> {
	const { Bitrix24Mail } = await import('../../nodes/Bitrix24Mail/Bitrix24Mail.node');
	return (thePackageNode ??= new Bitrix24Mail());
}
let thePackageNode: INodeType | undefined;

/** The package's trigger, as it is written. */
export async function packageTrigger(): Promise<INodeType> {
	const { Bitrix24MailTrigger } = await import('../../nodes/Bitrix24MailTrigger/Bitrix24MailTrigger.node');
	return (thePackageTrigger ??= new Bitrix24MailTrigger());
}
let thePackageTrigger: INodeType | undefined;

/** The package's credential types, as they are written. */
export async function packageCredentials(): Promise<ICredentialType[]> {
	const { Bitrix24MailWebhookApi } = await import('../../credentials/Bitrix24MailWebhookApi.credentials');
	const { Bitrix24MailOAuth2Api } = await import('../../credentials/Bitrix24MailOAuth2Api.credentials');
	return [new Bitrix24MailWebhookApi(), new Bitrix24MailOAuth2Api()];
}
