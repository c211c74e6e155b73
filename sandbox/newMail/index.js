const { createServer } = require('node:http');
const { startArrivals } = require('./arrivals');
const { MESSAGES, numbered } = require('./messages');
const { page } = require('./page');

const HOST = '127.0.0.1';

/** What a form can have at the most. */
const MAX_BYTES = 100_000;

/** What to answer when a request can't be served. */
class Refused extends Error {
	/**
	 * @param {number} status
	 * @param {string} message
	 */
	constructor(status, message) {
		super(message);
		this.status = status;
	}
}

/**
 * Lets mail arrive in a stand-in portal as long as it runs: by itself, and by a page with a form, which also shows what was
 * made from each message.
 *
 * @param {object} options
 * @param {any} options.portal the stand-in portal
 * @param {number} [options.port] of the page; any free one by default
 * @param {number} [options.everyMs] how often a message arrives by itself; every two minutes by default
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} the page's address, on this machine only
 */
async function startNewMail({ portal, port = 0, everyMs = 120_000 }) {
	const server = createServer((request, response) => {
		serve(portal, request, response).catch((error) => {
			response.writeHead(error.status ?? 500, { 'content-type': 'text/plain' }).end(`${error.message}\n`);
		});
	});
	await new Promise((/** @type {(value?: unknown) => void} */ resolve, reject) => {
		server.once('error', reject);
		server.listen(port, HOST, resolve);
	});
	const stop = startArrivals(portal, everyMs);
	return {
		url: `http://${HOST}:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`,
		close: async () => {
			stop();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/**
 * @param {any} portal
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @throws {Refused}
 */
async function serve(portal, request, response) {
	const { pathname, searchParams } = new URL(request.url ?? '/', `http://${HOST}`);
	refuseOthers(request);
	if (pathname !== '/') throw new Refused(404, 'There is one page only: /');
	if (request.method === 'POST') {
		portal.deliver(messageOf(portal, new URLSearchParams(await bodyOf(request))));
		response.writeHead(303, { location: '/' }).end();
		return;
	}
	const from = searchParams.get('from');
	const draft = (from !== null && MESSAGES[Number(from)]) || undefined;
	const html = page({
		portal,
		kinds: MESSAGES.map(({ kind }) => kind),
		draft: draft ? numbered(draft, portal.messages.length) : {},
	});
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}

/**
 * Pages of other sites can make a browser send forms to this machine, or give a name of theirs its address.
 * @param {import('node:http').IncomingMessage} request
 * @throws {Refused}
 */
function refuseOthers({ headers, socket }) {
	const own = [`${HOST}:${socket.localPort}`, `localhost:${socket.localPort}`];
	const asked = [headers.host, headers.origin?.replace('http://', '')];
	if (asked.some((host) => host !== undefined && !own.includes(host))) {
		throw new Refused(403, 'For the pages of this machine only');
	}
}

/**
 * @param {any} portal
 * @param {URLSearchParams} form
 * @returns {object} the message that was entered
 * @throws {Refused}
 */
function messageOf(portal, form) {
	const mailbox = portal.mailboxes.find(({ id }) => String(id) === form.get('mailboxId'));
	const from = form.get('from')?.trim();
	if (!mailbox || !from) throw new Refused(400, 'A message needs a mailbox and a sender');
	const { id: mailboxId, email: to } = mailbox;
	return { mailboxId, to, from, subject: form.get('subject') ?? '', text: form.get('text') ?? '' };
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @throws {Refused}
 */
async function bodyOf(request) {
	const chunks = [];
	let bytes = 0;
	for await (const chunk of request) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > MAX_BYTES) throw new Refused(413, 'The message is too long');
	}
	return Buffer.concat(chunks).toString();
}

module.exports = { startNewMail };
