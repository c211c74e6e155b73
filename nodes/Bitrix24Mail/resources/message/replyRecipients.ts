import { shortened } from '../../api/errors/template';
import { InputError } from '../../execution/operation';
import { isMaybeCut, parseAddresses, wholeAddresses } from './addresses';
import { isAddress } from './recipients';

/** What decides who gets a reply. */
export interface ReplyOptions {
	/** The headers of the message that is answered, as the portal sent them. */
	original: { from: unknown; to: unknown; cc: unknown };
	/** The addresses of all senders of the credential’s user, alone or as `Name <address>`. */
	own: readonly string[];
	/** Whether the other recipients of the message get the reply, too. */
	all: boolean;
	/** In place of the sender. */
	sendTo?: readonly string[];
	ccList?: readonly string[];
	bccList?: readonly string[];
}

/** Who gets a message. */
export interface Recipients {
	to: string[];
	cc: string[];
	bcc: string[];
}

/**
 * Who gets a reply: the sender; with `all` also the other recipients, each where they stood. A reply to one’s
 * own message goes to those to whom that one went. Own addresses are left out, but for those that the user
 * entered. Everyone gets it once: where the user put them, or in the first of To, Cc and Bcc.
 *
 * @returns addresses of the message without names, and what the user entered as it is; `to` is never empty
 * @throws InputError when nobody is left, and when somebody would be lost: whose address can’t be read, is
 *   none to Bitrix24, or may have been cut off
 */
export function replyRecipients(options: ReplyOptions): Recipients {
	const { original, all, ccList = [], bccList = [] } = options;
	const own = new Set(options.own.map(keyOf));
	const others = (addresses: string[]) =>
		addresses.filter((address) => !own.has(keyOf(address))).map(checked);
	const isNew = onlyOnce();

	const to = firstRecipients(options, own, others).filter(isNew);
	const cc = ccList.filter(isNew);
	const bcc = bccList.filter(isNew);
	const otherTo = all ? others(everyoneIn(original.to)).filter(isNew) : [];
	const otherCc = all ? others(everyoneIn(original.cc)).filter(isNew) : [];

	if (to.length + otherTo.length > 0) return { to: [...to, ...otherTo], cc: [...cc, ...otherCc], bcc };
	// Bitrix24 sends nothing without a first recipient.
	if (otherCc.length > 0) return { to: otherCc, cc, bcc };
	throw new InputError(
		'The message was sent from your own address to your own address, so there’s nobody to reply to',
		`${ENTER_RECIPIENTS}.`,
	);
}

const ENTER_RECIPIENTS = 'Enter the recipients yourself under Options → To';

/** To whom a reply goes in the first place. */
function firstRecipients(
	{ original, sendTo = [] }: ReplyOptions,
	own: ReadonlySet<string>,
	others: (addresses: string[]) => string[],
): readonly string[] {
	if (sendTo.length > 0) return sendTo;
	const sender = senderIn(original.from);
	return own.has(keyOf(sender)) ? others(everyoneIn(original.to)) : [checked(sender)];
}

/** What is the same for all ways to write a recipient. */
function keyOf(recipient: string): string {
	return (parseAddresses(recipient)[0]?.address ?? recipient.trim()).toLowerCase();
}

/** Tells of each recipient whether it comes for the first time. */
function onlyOnce(): (recipient: string) => boolean {
	const seen = new Set<string>();
	return (recipient) => {
		const key = keyOf(recipient);
		return !seen.has(key) && seen.add(key).has(key);
	};
}

function senderIn(from: unknown): string {
	const [sender] = wholeAddresses(from);
	if (sender !== undefined) return sender.address;
	throw new InputError(
		isMaybeCut(from)
			? 'The address of the message’s sender may be cut off'
			: 'The message has no sender address',
		`${ENTER_RECIPIENTS}.`,
	);
}

/** Everyone whom a header names. */
function everyoneIn(header: unknown): string[] {
	if (!isMaybeCut(header)) return parseAddresses(header).map(({ address }) => address);
	throw new InputError(
		'Bitrix24 didn’t store all recipients of the message, so some of them would not get the reply',
		`Bitrix24 cuts off a list of recipients after 255 characters. ${ENTER_RECIPIENTS}, with Reply to All off.`,
	);
}

function checked(address: string): string {
	if (isAddress(address)) return address;
	throw new InputError(
		`The reply would go to “${shortened(address)}”, which Bitrix24 doesn’t recognize as an email address`,
		`Bitrix24 would look it up as a person’s name, and could send the reply to somebody else. ${ENTER_RECIPIENTS}, with Reply to All off.`,
	);
}
