const { randomUUID } = require('node:crypto');
const { createServer } = require('node:http');
const { reply } = require('./conversation');

const HOST = '127.0.0.1';

/** The only model that it lists; it answers whatever model is asked for. */
const MODEL = 'stand-in';

/**
 * Starts a server that speaks the chat completions of OpenAI’s API (platform.openai.com/docs/api-reference/chat), which
 * many providers do, and that answers by fixed rules in place of a language model.
 *
 * @param {{ port?: number, apiKey?: string }} [options] any free port, and a key of its own, by default
 * @returns {Promise<Model>}
 *
 * @typedef {object} Model
 * @property {string} url the base URL, with `/v1` at its end
 * @property {string} apiKey
 * @property {ChatRequest[]} requests the bodies of the requests for chat completions, in their order
 * @property {() => Promise<void>} close
 *
 * @typedef {object} ChatRequest
 * @property {string} model
 * @property {boolean} [stream]
 * @property {Array<{ role: string, content: unknown, tool_calls?: Array<{ function: { name: string, arguments: string } }> }>} messages
 * @property {Array<{ function: { name: string, description: string, parameters: Record<string, unknown> } }>} [tools]
 */
async function startModel({ port = 0, apiKey = randomUUID() } = {}) {
	/** @type {ChatRequest[]} */
	const requests = [];
	const server = createServer((request, response) => {
		serve(request, response, apiKey, requests).catch((error) => refuse(response, 400, error.message));
	});
	await new Promise((/** @type {(value?: unknown) => void} */ resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, resolve);
	});
	return {
		url: `http://${HOST}:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/v1`,
		apiKey,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function serve(request, response, apiKey, requests) {
	if (request.headers.authorization !== `Bearer ${apiKey}`) return refuse(response, 401, 'Incorrect API key');
	const route = `${request.method} ${request.url}`;
	if (route === 'GET /v1/models') {
		return answer(response, {
			object: 'list',
			data: [{ id: MODEL, object: 'model', owned_by: 'playground' }],
		});
	}
	if (route !== 'POST /v1/chat/completions') return refuse(response, 404, `There is no ${route} here`);

	const body = JSON.parse(await bodyOf(request));
	requests.push(body);
	const next = reply(
		body.messages,
		(body.tools ?? []).map((tool) => tool.function.name),
	);
	const completion = {
		id: `chatcmpl-${randomUUID()}`,
		created: Math.floor(Date.now() / 1000),
		model: body.model,
	};
	if (body.stream) return stream(response, completion, next, body.stream_options?.include_usage);
	answer(response, {
		...completion,
		object: 'chat.completion',
		choices: [{ index: 0, message: messageOf(next), finish_reason: reasonOf(next) }],
		usage: USAGE,
	});
}

/** Nothing is counted: nothing is paid for. */
const USAGE = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

const reasonOf = (next) => ('call' in next ? 'tool_calls' : 'stop');

function messageOf(next) {
	if ('text' in next) return { role: 'assistant', content: next.text };
	return { role: 'assistant', content: null, tool_calls: [toolCallOf(next)] };
}

function toolCallOf({ call }) {
	const { name, arguments: args } = call;
	return {
		id: `call_${randomUUID()}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(args) },
	};
}

/** Word by word, as server-sent events. */
function stream(response, completion, next, includeUsage) {
	response.writeHead(200, { 'content-type': 'text/event-stream' });
	const send = (part) =>
		response.write(
			`data: ${JSON.stringify({ ...completion, object: 'chat.completion.chunk', ...part })}\n\n`,
		);
	/** @param {object} delta @param {string | null} [reason] */
	const sendDelta = (delta, reason = null) => send({ choices: [{ index: 0, delta, finish_reason: reason }] });
	sendDelta({ role: 'assistant', content: '' });
	if ('call' in next) sendDelta({ tool_calls: [{ index: 0, ...toolCallOf(next) }] });
	else for (const word of next.text.match(/\S+\s*/g) ?? []) sendDelta({ content: word });
	sendDelta({}, reasonOf(next));
	if (includeUsage) send({ choices: [], usage: USAGE });
	response.end('data: [DONE]\n\n');
}

function answer(response, body, status = 200) {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response, status, message) {
	answer(response, { error: { message, type: 'invalid_request_error' } }, status);
}

async function bodyOf(request) {
	const chunks = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

module.exports = { startModel };
