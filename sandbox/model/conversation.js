const { RULES } = require('./rules');

/** Who tells the model what to do: newer models of OpenAI's have another name for it. */
const INSTRUCTING = ['system', 'developer'];

/**
 * What the model says next.
 *
 * @param {Message[]} messages the conversation so far, as in a request for a chat completion
 * @param {string[]} toolNames the tools that it may call
 * @returns {{ call: { name: string, arguments: object } } | { text: string }}
 *
 * @typedef {{ role: string, content: unknown }} Message
 */
function reply(messages, toolNames) {
	const asked = messages.findLastIndex(({ role }) => role === 'user');
	const question = asked < 0 ? '' : textOf(messages[asked].content);
	const results = messages
		.slice(asked + 1)
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => resultOf(textOf(content)));

	const instruction = messages
		.filter(({ role }) => INSTRUCTING.includes(role))
		.map(({ content }) => textOf(content))
		.join('\n');

	const rule = RULES.find(({ told, asked }) => (told ?? /^/).test(instruction) && asked.test(question));
	const match = rule && question.match(rule.asked);
	if (!match) throw new Error(`No rule is for “${question}”`);
	const conversation = rule.answer(match, instruction);
	// The model remembers nothing: it goes through the conversation again, up to where it is now.
	let step = conversation.next();
	for (const result of results) {
		if (step.done) break;
		step = conversation.next(result);
	}
	if (step.done) return { text: step.value };
	const { tool, arguments: args } = step.value;
	const name = toolNames.find((candidate) => tool.test(candidate));
	return name
		? { call: { name, arguments: args } }
		: { text: `I have no tool for that: none is called ${tool}.` };
}

/** A message is a text, or a list of parts. */
function textOf(content) {
	if (typeof content === 'string') return content;
	return Array.isArray(content) ? content.map(({ text = '' }) => text).join('') : '';
}

/** A tool’s result as items: n8n hands over the list of them, nothing for an empty one, or an error’s bare text. */
function resultOf(text) {
	try {
		const value = JSON.parse(text);
		if (Array.isArray(value)) return value;
		return typeof value === 'object' && value !== null ? [value] : [];
	} catch {
		return [{ error: text }];
	}
}

module.exports = { reply };
