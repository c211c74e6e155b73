import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { WithCredential } from '../engine';

/** What goes back, byte by byte: the status line and the headers, too. */
export type RawAnswer = (request: { path: string; body: unknown }) => {
	status?: number;
	headers?: Record<string, string>;
	body: string | Buffer;
	/** Sends the body in drops that never end. */
	drips?: true;
};

/** A server that answers anything at all. */
export interface HostileServer {
	credential: WithCredential['credential'];
	answer: (next: RawAnswer) => void;
	requests: () => number;
	close: () => Promise<void>;
}

/** Starts one, on a free port of this machine. */
export async function startHostileServer(): Promise<HostileServer> {
	let answer: RawAnswer = () => ({ body: '' });
	let requests = 0;
	const timers = new Set<NodeJS.Timeout>();
	const server = createServer((message, response) => {
		void readJson(message).then((body) => {
			requests += 1;
			const raw = answer({ path: message.url ?? '', body });
			// Past Node's own idea of HTTP: a wrong length, a wrong encoding.
			const socket = response.socket as Socket;
			const headers = {
				'Content-Type': 'application/json',
				Connection: 'close',
				...(raw.drips ? {} : { 'Content-Length': String(Buffer.byteLength(raw.body)) }),
				...raw.headers,
			};
			const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
			socket.on('error', () => {});
			socket.write(`HTTP/1.1 ${raw.status ?? 200} Whatever\r\n${lines.join('')}\r\n`);
			if (raw.drips) {
				timers.add(setInterval(() => socket.write(' '), 10));
				return;
			}
			socket.end(raw.body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		credential: {
			type: 'bitrix24MailWebhookApi',
			data: {
				webhookUrl: `http://127.0.0.1:${port}/rest/1/h0st1lec0de12345/`,
				requestLimit: 'custom',
				requestBurst: 1_000_000,
				requestsPerSecond: 1_000_000,
			},
		},
		answer: (next) => {
			requests = 0;
			answer = next;
		},
		requests: () => requests,
		close: async () => {
			for (const timer of timers) clearInterval(timer);
			await closed(server);
		},
	};
}

async function readJson(message: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
	const text = Buffer.concat(chunks).toString('utf8');
	return text === '' ? {} : JSON.parse(text);
}

async function closed(server: Server): Promise<void> {
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
