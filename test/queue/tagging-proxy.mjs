import http from 'node:http';

/** Names the worker in each request that passes. */
export const WORKER_HEADER = 'x-worker';

/**
 * A forward proxy for one worker, as companies put one before their servers: the portal sees one address and fills one
 * bucket for all workers, and the header tells which of them a request came from. What has arrived here completely is
 * carried to the portal, also when its sender is gone by then.
 * @param {string} worker
 * @returns {Promise<TaggingProxy>}
 *
 * @typedef {object} TaggingProxy
 * @property {string} url for HTTP_PROXY
 * @property {(onAnswer: (body: string, status: number) => Promise<void> | void) => void} intercept called from now on with the
 *   body of each request and the status of the portal's answer, before that goes back to the worker
 * @property {() => Promise<void>} close
 */
export async function startTaggingProxy(worker) {
	/** @type {(body: string, status: number) => Promise<void>} */
	let onAnswer = async () => {};
	const server = http.createServer((message, response) => {
		void forward(message, response).catch((error) => {
			response.destroy(error);
		});
	});

	/** @param {http.IncomingMessage} message @param {http.ServerResponse} response */
	const forward = async (message, response) => {
		const chunks = [];
		for await (const chunk of message) chunks.push(chunk);
		const body = Buffer.concat(chunks);
		const answer = await send(message, body, { ...message.headers, [WORKER_HEADER]: worker });
		// An answer that has come has one.
		const status = Number(answer.statusCode);
		await onAnswer(body.toString(), status);
		response.writeHead(status, answer.headers);
		answer.pipe(response);
	};

	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		intercept: (wanted) => (onAnswer = async (body, status) => await wanted(body, status)),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/**
 * @param {http.IncomingMessage} message to a proxy: its `url` is the whole address
 * @param {Buffer} body
 * @param {http.OutgoingHttpHeaders} headers
 * @returns {Promise<http.IncomingMessage>}
 */
function send({ url, method }, body, headers) {
	return new Promise((resolve, reject) => {
		const request = http.request(String(url), { method, headers }, resolve);
		request.on('error', reject);
		request.end(body);
	});
}
