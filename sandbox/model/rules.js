const { classified } = require('./classified');

/**
 * What the stand-in model knows to do: by the question, which tools it calls, and what it says of their results. A rule
 * works like a conversation: it yields a tool call, gets its result, and returns what to say.
 *
 * @typedef {{ tool: RegExp, arguments: Record<string, unknown> }} Call the tool by a pattern of its name
 * @typedef {Record<string, any>[]} Result the tool's items; an error is one item `{ error }`
 * @typedef {Generator<Call, string, Result>} Conversation
 * @typedef {object} Rule
 * @property {RegExp} [told] what it has to be told to do: a pattern of the system message
 * @property {RegExp} asked a pattern of the question
 * @property {(match: RegExpMatchArray, instruction: string) => Conversation} answer
 */

/** @type {Rule[]} The first one whose patterns fit is followed. */
const RULES = [
	{
		// As n8n's Text Classifier tells it.
		told: /classify the text .* categories: /,
		asked: /[^]*/,
		// A conversation without a tool call.
		*answer([text], instruction) {
			return classified(text, instruction);
		},
	},
	{
		asked: /\b(unread|new) (?:mail|messages?)\b/i,
		*answer() {
			return listOf('unread messages', yield findMessages({ unread: true }), subjectAndSender);
		},
	},
	{
		asked: /\bwhat did (.+) write about (?:(?:her|his|their|the) )?(\w+)/i,
		*answer([, name, subject]) {
			const all = yield findMessages({ words: `${name} ${subject}` });
			if (all[0]?.error) return sorry(all[0]);
			const found = all.find(({ fromName }) => fromName === name);
			if (!found) return `I found no message from ${name} about that.`;
			const messages = yield { tool: /read_conversation/i, arguments: { Message: String(found.id) } };
			if (messages[0]?.error) return sorry(messages[0]);
			return messages.map(({ from, fromName, body }) => `${fromName ?? from}: ${body}`).join('\n');
		},
	},
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
		*answer() {
			return (
				'I am only a stand-in for a language model. I understand questions like “Is there any unread mail?”, ' +
				'“What did Ann Lee write about her order?”, “What is the sender name of the mailbox Support?”, ' +
				'“Which mail services can users choose?” and “Which senders can I use?”'
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

/** @param {{ unread?: boolean, words?: string }} filter */
const findMessages = ({ unread = false, words = '' }) => ({
	tool: /find_messages/i,
	arguments: { Read_Status: unread ? 'unread' : 'both', Words: words },
});

/** @param {Record<string, any>} item */
const subjectAndSender = ({ subject, from, fromName }) => `“${subject}” from ${fromName ?? from}`;

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
