/** What all changes of mail services have in common. */
export const ADMINISTRATORS = 'Requires the webhook or account of a Bitrix24 administrator';
