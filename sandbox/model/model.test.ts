import { startModel, type Model } from '.';

const TOOLS = [
	'Find_messages',
	'Read_conversation',
	'Find_mailboxes',
	'Get_mailbox',
	'List_mail_services',
	'List_senders',
].map((name) => ({
	type: 'function',
	function: { name, description: '', parameters: {} },
}));

let model: Model;
beforeAll(async () => {
	model = await startModel();
});
afterAll(async () => await model.close());

const post = async (body: object, key = model.apiKey) =>
	await fetch(`${model.url}/chat/completions`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}` },
		body: JSON.stringify({ model: 'any', tools: TOOLS, ...body }),
	});

const user = (content: unknown) => ({ role: 'user', content });
const result = (items: unknown) => ({ role: 'tool', content: JSON.stringify(items) });

interface Message {
	content: string | null;
	tool_calls?: Array<{ id: string; function: { name: string; arguments: string } }>;
}

const ask = async (...messages: object[]) => {
	const answer = (await (await post({ messages })).json()) as {
		choices: Array<{ message: Message; finish_reason: string }>;
	};
	return answer.choices[0]!;
};

const callsOf = ({ tool_calls: calls = [] }: Message) =>
	calls.map((call) => [call.function.name, JSON.parse(call.function.arguments)]);

describe('The stand-in model', () => {
	it('calls a tool that fits the question, and puts the result into words', async () => {
		const question = user([{ type: 'text', text: 'Which senders may I use?' }]);
		const { message, finish_reason: reason } = await ask(question);
		expect(callsOf(message)).toEqual([['List_senders', {}]]);
		expect(reason).toBe('tool_calls');
		const after = await ask(question, message, result([{ sender: 'Sales <sales@example.com>' }]));
		expect(after).toMatchObject({
			message: { content: 'I found senders (1): Sales <sales@example.com>.' },
			finish_reason: 'stop',
		});
	});

	it('corrects itself when a tool refuses its argument', async () => {
		const asked = [user('What is the sender name of the mailbox Support?')];
		const first = await ask(...asked);
		expect(callsOf(first.message)).toEqual([['Get_mailbox', { Mailbox: 'Support' }]]);
		asked.push(result([{ error: '“Mailbox” must be an ID, but is “Support”.' }]) as never);
		const second = await ask(...asked);
		expect(callsOf(second.message)).toEqual([['Find_mailboxes', { Name: 'Support', Email: '' }]]);
		asked.push(result([{ id: 2 }]) as never);
		const third = await ask(...asked);
		expect(callsOf(third.message)).toEqual([['Get_mailbox', { Mailbox: '2' }]]);
	});

	it('looks for a message, and reads its conversation', async () => {
		const asked = [user('What did Ann Lee write about her order?')];
		const first = await ask(...asked);
		expect(callsOf(first.message)).toEqual([
			['Find_messages', { Read_Status: 'both', Words: 'Ann Lee order' }],
		]);
		asked.push(
			result([
				{ id: 5, fromName: 'Ben Okafor' },
				{ id: 3, fromName: 'Ann Lee' },
			]) as never,
		);
		const second = await ask(...asked);
		expect(callsOf(second.message)).toEqual([['Read_conversation', { Message: '3' }]]);
		asked.push(
			result([{ from: 'ann.lee@example.org', fromName: 'Ann Lee', body: 'Twelve lamps.' }]) as never,
		);
		const { message } = await ask(...asked);
		expect(message.content).toBe('Ann Lee: Twelve lamps.');
	});

	it.each([
		['Order', 'Order 2026-131\n\nWe order 6 lamps. Is that possible?'],
		['Question', 'Which bulb?\n\nWhich one fits the lamp?'],
		['Advertisement', 'Chairs\n\nOrder now: 20 % off! Unsubscribe here.'],
		['fallback', 'Thank you\n\nThe lamps are here.'],
	])('puts a text into the category %s, as n8n’s Text Classifier asks for it', async (category, text) => {
		const content =
			'Please classify the text provided by the user into one of the following categories: Question, Order, ' +
			'Advertisement, and use the provided formatting instructions below. …';
		for (const role of ['system', 'developer']) {
			const { message } = await ask({ role, content }, user(text));
			const given = JSON.parse(message.content!) as Record<string, boolean>;
			expect(Object.keys(given)).toEqual(['Question', 'Order', 'Advertisement', 'fallback']);
			expect(Object.keys(given).filter((name) => given[name])).toEqual([category]);
		}
	});

	it.each([
		['an empty list', '', 'I found no mailboxes.'],
		['an error', [{ error: 'No access' }], 'I could not find that out: No access'],
	])('says what came of %s', async (_what, items, text) => {
		const { message } = await ask(user('Which mailboxes are there?'), result(items));
		expect(message.content).toBe(text);
	});

	it('says that it has no tool for it, or that it does not understand', async () => {
		const { message } = await ask(user('Hello'));
		expect(message.content).toMatch(/only a stand-in/);
		const bare = await (await post({ messages: [user('Which mailboxes?')], tools: undefined })).text();
		expect(bare).toMatch(/no tool for that/);
	});

	it('streams the same when it is asked to', async () => {
		const messages = [
			user('Which mailboxes are there?'),
			result([{ name: 'Sales', email: 's@example.com' }]),
		];
		const events = async (body: object) => {
			const text = await (await post({ ...body, stream: true })).text();
			const lines = text.split('\n\n').filter((line) => line !== '');
			expect(lines.at(-1)).toBe('data: [DONE]');
			return lines.slice(0, -1).map((line) => JSON.parse(line.slice('data: '.length)).choices[0]);
		};
		const spoken = await events({ messages });
		expect(spoken.map(({ delta }) => delta.content ?? '').join('')).toBe(
			'I found mailboxes (1): Sales (s@example.com).',
		);
		expect(spoken.length).toBeGreaterThan(5);
		const called = await events({ messages: messages.slice(0, 1) });
		expect(called.flatMap(({ delta }) => delta.tool_calls ?? [])[0].function.name).toBe('Find_mailboxes');
		expect(called.at(-1).finish_reason).toBe('tool_calls');
	});

	it('wants its key, and knows nothing but completions and models', async () => {
		expect((await post({ messages: [] }, 'wrong')).status).toBe(401);
		const get = async (path: string) =>
			await fetch(`${model.url}${path}`, { headers: { authorization: `Bearer ${model.apiKey}` } });
		expect((await get('/responses')).status).toBe(404);
		expect(await (await get('/models')).json()).toMatchObject({ data: [{ id: 'stand-in' }] });
	});
});
