import { InputError, type ItemContext, type Validator } from '../../execution/operation';
import { filledText, isBlank, text } from '../../execution/validators';
import { parameter, type Parameter } from '../define';
import { alwaysTrue } from '../shared/output';
import { copyRecipients, recipients } from './recipients';
import { textToHtml } from './htmlBody';

/**
 * Turns what the user wrote into the HTML that Bitrix24 sends: text keeps its lines and its signs, HTML goes as it
 * is.
 */
const asHtml =
	(check: Validator): Validator =>
	async (value, context) => {
		const result = await check(value, context);
		if (typeof result !== 'string') return result;
		return isHtml(context) ? result : textToHtml(result);
	};

function isHtml(context: ItemContext): boolean {
	const type = context.getNodeParameter('emailType', 'text');
	if (type === 'text' || type === 'html') return type === 'html';
	throw new InputError(
		'can’t be sent: “Email Type” must be text or html',
		'Choose from the list, or check the expression.',
	);
}

/** How the message is written. */
export const emailType = parameter({
	displayName: 'Email Type',
	name: 'emailType',
	type: 'options',
	options: [
		{
			name: 'HTML',
			value: 'html',
			description: 'The message is sent as written. Bitrix24 removes scripts and unusual tags.',
		},
		{ name: 'Text', value: 'text', description: 'Line breaks and characters such as < and & are kept' },
	],
	default: 'text',
	description: 'The format of the message',
});

const messageText: Parameter = {
	// Not “Message”, which is what is answered or forwarded: a model could not tell them apart.
	displayName: 'Message Text',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 5 },
	default: '',
	placeholder: 'e.g. Thank you for your order',
	sendAs: 'body',
};

/** What the message says. */
export const message = parameter({
	...messageText,
	required: true,
	description: 'The content of the message',
	validate: asHtml(filledText),
});

/** The same above a message that is forwarded, which says enough by itself. */
export const optionalMessage = parameter({
	...messageText,
	description: 'The text above the forwarded message. It can be empty.',
	validate: asHtml((value, context) => (isBlank(value) ? '' : text(value, context))),
	alwaysValidate: true,
});

/** Who gets the message. */
export const sendTo = parameter({
	displayName: 'To',
	name: 'sendTo',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ann@example.com, Lee Wong <lee@example.com>',
	description:
		'Comma-separated email addresses, with or without names. Bitrix24 allows 10 recipients in total.',
	documentation:
		'Comma-separated email addresses, alone or as `Name <address>`, or a list from an expression. Bitrix24 allows 10 recipients in total.',
	sendAs: 'to',
	validate: recipients,
});

const copies = (label: string, name: string, sendAs: string, secrecy = ''): Parameter => ({
	displayName: label,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. ann@example.com',
	description: `Comma-separated email addresses to send a copy to${secrecy}`,
	sendAs,
	validate: copyRecipients,
});

/** Those who get a copy. */
export const ccList = parameter(copies('CC', 'ccList', 'cc'));

/** Those who get a copy that the others don’t see. */
export const bccList = parameter(copies('BCC', 'bccList', 'bcc', ', hidden from the other recipients'));

/** The subject of a new message. */
export const subject = parameter({
	displayName: 'Subject',
	name: 'subject',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Your order',
	description: 'The subject of the message',
	sendAs: 'subject',
	validate: filledText,
});

/** A subject in place of the one that follows from the original. */
export const optionalSubject = (instead: string): Parameter =>
	parameter({
		...subject,
		required: false,
		description: `The subject to use instead of ${instead}`,
		validate: text,
	});

/** What Bitrix24 answers to a message that was sent. */
export const SENT = {
	success: alwaysTrue,
	to: { type: 'strings', description: 'The recipients in To' },
} as const;
