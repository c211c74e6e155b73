import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, it } from 'node:test';

const WORKFLOW = 'b24MailSetupAgent';
const TRIGGER = 'When chat message received';

/** @param {import('../stage.mjs').Stage} stage */
export function agentSuite(stage) {
	const { api, portal, model } = stage;

	/**
	 * Asks as the editor’s chat does.
	 * @param {string} chatInput
	 * @param {string} [sessionId] a new conversation when left out
	 */
	const ask = async (chatInput, sessionId = randomUUID()) => {
		const item = { json: { sessionId, action: 'sendMessage', chatInput } };
		const { executionId } = await api.call('POST', `/workflows/${WORKFLOW}/run`, {
			triggerToStartFrom: {
				name: TRIGGER,
				data: {
					startTime: Date.now(),
					executionTime: 0,
					executionIndex: 0,
					executionStatus: 'success',
					source: [null],
					data: { main: [[item]] },
				},
			},
		});
		const run = await api.execution(executionId);
		assert.equal(run.status, 'success', JSON.stringify(run.error));
		return { run, answer: String(run.items('Mail assistant')[0].json.output) };
	};

	/** What the model got back from its tools, in the last request to it. */
	const toolResults = () =>
		model.requests[model.requests.length - 1].messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => JSON.parse(String(content)));

	describe('the agent', () => {
		beforeEach(() => {
			portal.reset();
			model.requests.length = 0;
		});

		it('is told what its tools are for and what they want', async () => {
			await ask('Hello');
			const tools = (model.requests[0].tools ?? [])
				.map((tool) => tool.function)
				.sort((a, b) => a.name.localeCompare(b.name));
			assert.deepEqual(
				tools.map(({ name }) => name),
				[
					'Find_mailboxes',
					'Find_messages',
					'Get_mailbox',
					'List_mail_services',
					'List_senders',
					'Read_conversation',
				],
			);
			for (const { description } of tools) assert.match(description, /^(Lists|Gets|Reads) \w+ .{50}/);
			const argumentsOf = tools.map(({ parameters }) => Object.entries(Object(parameters.properties)));
			assert.deepEqual(
				argumentsOf.map((entries) => entries.map(([name, { type }]) => `${name}: ${type}`)),
				[
					['Email: string', 'Name: string'],
					['Read_Status: string', 'Words: string'],
					['Mailbox: string'],
					[],
					[],
					['Message: string'],
				],
			);
			for (const [, { description }] of argumentsOf.flat()) assert.match(description, /\w+ \w+/);
			assert.equal(portal.requests.length, 0);
		});

		it('answers with what the portal knows of its mailboxes', async () => {
			const { answer } = await ask('Which mailboxes are there?');
			for (const { name, email } of portal.mailboxes)
				assert.ok(answer.includes(`${name} (${email})`), answer);
			assert.deepEqual(
				portal.calls.map(({ method }) => method),
				['mail.mailbox.list'],
			);
		});

		it('tells which messages nobody has opened', async () => {
			const { answer } = await ask('Is there any unread mail?');
			const unread = portal.messages.filter(({ isSeen, folder }) => !isSeen && folder === 'INBOX');
			assert.ok(unread.length > 0);
			for (const { subject } of unread) assert.ok(answer.includes(`“${subject}”`), answer);
			const [messages] = toolResults();
			assert.equal(messages.length, unread.length);
		});

		it('reads a conversation that it has found', async () => {
			const { answer } = await ask('What did Ann Lee write about her order?');
			assert.match(answer, /^Ann Lee: Hello,.*12 desk lamps/);
			assert.match(answer, /\nAnn Lee: Great\. Could you make it 14 lamps\?/);
			assert.deepEqual(
				[...new Set(portal.calls.map(({ method }) => method))],
				['mail.message.list', 'mail.message.get', 'mail.message.thread'],
			);
		});

		it('remembers the conversation', async () => {
			const session = randomUUID();
			await ask('Which senders can I use?', session);
			model.requests.length = 0;
			await ask('Hello', session);
			const said = model.requests[0].messages.map(({ content }) => String(content));
			assert.ok(
				said.some((text) => text === 'Which senders can I use?'),
				said.join('\n'),
			);
		});

		it('passes a part of an address on to the portal', async () => {
			const { answer } = await ask('Is there a mailbox like support@?');
			assert.equal(answer, 'I found mailboxes (1): Support (support@example.com).');
			assert.equal(portal.calls[0].params.email, 'support@');
		});

		it('says that there is none', async () => {
			const { answer } = await ask('Is there a mailbox like nobody@?');
			assert.equal(answer, 'I found no mailboxes.');
		});

		it('answers which mail services there are, and is not bothered with more fields than it needs', async () => {
			const { answer } = await ask('Which mail services can users choose?');
			const active = portal.services.filter(({ ACTIVE }) => ACTIVE === 'Y');
			for (const { NAME } of active) assert.ok(answer.includes(NAME), answer);
			const [services] = toolResults();
			for (const service of services) {
				assert.deepEqual(Object.keys(service), ['id', 'name', 'server', 'port', 'encryption']);
			}
		});

		it('answers which senders there are', async () => {
			const { answer } = await ask('Which senders can I use?');
			const [senders] = toolResults();
			assert.ok(senders.length > 0);
			for (const { sender } of senders) assert.ok(answer.includes(sender), answer);
		});

		it('corrects a wrong argument by what the node says of it', async () => {
			const { run, answer } = await ask('What is the sender name of the mailbox Support?');
			const { name, email, senderName } = portal.mailboxes.find((mailbox) => mailbox.name === 'Support');
			assert.equal(answer, `Messages from ${name} (${email}) go out as “${senderName}”.`);
			const [[refused], [found]] = toolResults();
			assert.match(refused.error, /“Mailbox” must be an ID, but is “Support”\..*whole number of at least 1/);
			assert.equal(found.name, name);
			// The first try is refused by the node itself: nothing was sent for it.
			assert.deepEqual(
				portal.calls.map(({ method }) => method),
				['mail.mailbox.list', 'mail.mailbox.get'],
			);
			assert.equal(run.result.runData['Get mailbox'].length, 2);
		});

		it('is told what the portal refuses, and no secret', async () => {
			portal.refuse('ACCESS_DENIED', { method: 'mailservice.list', times: 1 });
			const { run, answer } = await ask('Which mail services are there?');
			assert.match(answer, /^I could not find that out: .*plan doesn’t include the REST API.*ACCESS_DENIED/);
			const seen = JSON.stringify([run.result, model.requests]);
			for (const secret of stage.secrets) assert.ok(!seen.includes(secret));
		});
	});
}
