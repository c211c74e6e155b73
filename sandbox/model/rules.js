/**
 * What the stand-in model knows to do: by the question, which tools it calls, and what it says of their results. A rule
 * works like a conversation: it yields a tool call, gets its result, and returns what to say.
 *
 * @typedef {{ tool: RegExp, arguments: Record<string, unknown> }} Call the tool by a pattern of its name
 * @typedef {Record<string, any>[]} Result the tool's items; an error is one item `{ error }`
 * @typedef {Generator<Call, string, Result>} Conversation
 * @typedef {{ asked: RegExp, answer: (match: RegExpMatchArray) => Conversation }} Rule
 */

/** @type {Rule[]} The first one whose pattern fits the question is followed. */
const RULES = [
	{
		asked: /\b(?:of|about) (?:the )?mailbox “?([^”?.]+)”?/i,
		*answer([, name]) {
			// As models do: it takes what the person says for the ID that the tool asks for.
			let [mailbox] = yield getMailbox(name);
			if (isRefused(mailbox, /must be an ID/)) {
				const [found] = yield findMailboxes({ name });
				if (!found) return `There is no mailbox “${name}” that you can use.`;
				[mailbox] = yield getMailbox(String(found.id));
			}
			if (mailbox.error) return sorry(mailbox);
			const { name: ownName, email, senderName } = mailbox;
			return `Messages from ${ownName} (${email}) go out ${senderName ? `as “${senderName}”` : 'without a sender name'}.`;
		},
	},
	{
		asked: /\bmailbox(?:es)? (?:at|with|like) “?([^”? ]+)/i,
		*answer([, email]) {
			return listOf('mailboxes', yield findMailboxes({ email }), nameAndAddress);
		},
	},
	{
		asked: /\bmailboxes\b/i,
		*answer() {
			return listOf('mailboxes', yield findMailboxes({}), nameAndAddress);
		},
	},
	{
		asked: /\bservices?\b/i,
		*answer() {
			const services = yield { tool: /mail_services/i, arguments: {} };
			return listOf(
				'mail services',
				services,
				({ name, server, port, encryption }) =>
					`${name} (${server}:${port}, ${encryption ? 'encrypted' : 'not encrypted'})`,
			);
		},
	},
	{
		asked: /\b(?:senders?|send|write)\b/i,
		*answer() {
			return listOf('senders', yield { tool: /senders/i, arguments: {} }, ({ sender }) => sender);
		},
	},
	{
		asked: /.*/,
		// A conversation without a tool call.
		*answer() {
			return (
				'I am only a stand-in for a language model. I understand questions like “Which mailboxes are there?”, ' +
				'“What is the sender name of the mailbox Support?”, “Which mail services can users choose?” and ' +
				'“Which senders may I use?”'
			);
		},
	},
];

/** @param {string} id */
const getMailbox = (id) => ({ tool: /get_mailbox/i, arguments: { Mailbox: id } });

/** @param {{ name?: string, email?: string }} filter each a part; empty for any */
const findMailboxes = ({ name = '', email = '' }) => ({
	tool: /find_mailboxes/i,
	arguments: { Name: name, Email: email },
});

/** @param {Record<string, any>} item */
const nameAndAddress = ({ name, email }) => `${name} (${email})`;

/**
 * @param {string} what
 * @param {Result} items
 * @param {(item: Record<string, any>) => string} textOf
 */
function listOf(what, items, textOf) {
	if (items[0]?.error) return sorry(items[0]);
	if (items.length === 0) return `I found no ${what}.`;
	return `I found ${what} (${items.length}): ${items.map(textOf).join(', ')}.`;
}

const isRefused = (item, reason) => reason.test(item?.error ?? '');

/** @param {Record<string, any>} item */
const sorry = ({ error }) => `I could not find that out: ${error}`;

module.exports = { RULES };
