import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { htmlAnswer, refusalAnswer, type Answer } from './answer';
import { faultAnswer, shapeOf, type Fault, type Faults } from '../faults/faults';
import { parseQuery } from './php';
import type { Recorder } from '../recording/recorder';
import { Refusal } from '../refusals';
import { parseBody, readBody, routeOf, signature, type Route } from './request';
import type { PortalOptions, RecordedRequest } from '../types';

interface ServerParts {
	options: Pick<PortalOptions, 'tls' | 'bodyLimitBytes'>;
	/** Without a slash at its end. */
	prefix: string;
	recorder: Recorder;
	faults: Faults;
	now: () => number;
	/** What the portal has to say to a request. */
	respond: (request: RecordedRequest, route: Route) => Answer;
}

/** The HTTP or HTTPS server: from sockets to recorded requests, from answers and faults back to sockets. */
export class PortalServer {
	private readonly server: Server;
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor(private readonly parts: ServerParts) {
		const { tls } = parts.options;
		const listener = (message: IncomingMessage, response: ServerResponse) =>
			void this.handle(message, response);
		this.server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
	}

	/** @returns the port */
	async listen(port: number): Promise<number> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, '127.0.0.1', resolve);
		});
		const address = this.server.address();
		if (address === null || typeof address === 'string') throw new Error('The portal listens on no port');
		return address.port;
	}

	async close(): Promise<void> {
		for (const timer of this.timers) clearTimeout(timer);
		await new Promise<void>((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
	}

	private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await readBody(message, this.parts.options.bodyLimitBytes).catch(() => undefined);
		// the caller has left: there is nobody to answer
		if (body === undefined) return;
		const { request, route } = this.record(message, body.rawBody);
		if (body.tooLarge) {
			send(response, request, htmlAnswer(413, '413 Request Entity Too Large'));
			return;
		}
		const fault = this.parts.faults.strikeRequest(request);
		if (fault === undefined) send(response, request, this.respond(request, route));
		else await this.goWrong(fault, response, request, route);
	}

	private record(message: IncomingMessage, rawBody: string): { request: RecordedRequest; route: Route } {
		const { method = '', headers, url = '/' } = message;
		const [, fullPath = '', queryText = ''] = /^([^?]*)\??(.*)$/s.exec(url) ?? [];
		const isHere = fullPath.startsWith(`${this.parts.prefix}/`);
		// doubled slashes are one, as for the web server; the vendor's own client sends them
		const path = (isHere ? fullPath.slice(this.parts.prefix.length) : fullPath).replace(/\/{2,}/g, '/');
		const route = isHere ? routeOf(path) : { version: 'other' as const, restMethod: '' };
		const body = parseBody(rawBody, headers);
		const query = parseQuery(queryText);
		const request = this.parts.recorder.request({
			method,
			path,
			url,
			version: route.version,
			restMethod: route.restMethod,
			headers,
			query,
			rawBody,
			body,
			signedBy: signature(route, { headers, body, query }).signedBy,
			remoteAddress: message.socket.remoteAddress ?? '',
			time: this.parts.now(),
		});
		return { request, route };
	}

	/** The portal's answer, or the one that it gives when it is broken itself. */
	private respond(request: RecordedRequest, route: Route): Answer {
		try {
			return this.parts.respond(request, route);
		} catch (error) {
			const text = `The stand-in portal is broken: ${error instanceof Error ? error.stack : String(error)}`;
			return refusalAnswer(new Refusal('INTERNAL_SERVER_ERROR', { text }), shapeOf(request));
		}
	}

	private async goWrong(
		fault: Fault,
		response: ServerResponse,
		request: RecordedRequest,
		route: Route,
	): Promise<void> {
		const at = fault.at ?? 'before';
		const executed = at === 'before' ? undefined : this.respond(request, route);
		if (fault.delayMs !== undefined) await this.wait(fault.delayMs);
		await fault.until;
		if (fault.hang) return;
		if (fault.disconnect && at !== 'middle') {
			response.destroy();
			return;
		}
		const answer = faultAnswer(fault, request, executed) ?? executed ?? this.respond(request, route);
		if (at === 'middle') cutOff(response, request, answer);
		else send(response, request, answer);
	}

	private async wait(milliseconds: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const timer = setTimeout(() => {
				this.timers.delete(timer);
				resolve();
			}, milliseconds);
			this.timers.add(timer);
		});
	}
}

function send(response: ServerResponse, request: RecordedRequest, answer: Answer): void {
	writeHead(response, request, answer);
	response.end(answer.text);
}

/** Promises the whole answer, sends half of it, and cuts the connection. */
function cutOff(response: ServerResponse, request: RecordedRequest, answer: Answer): void {
	writeHead(response, request, answer);
	const bytes = Buffer.from(answer.text);
	response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

function writeHead(response: ServerResponse, request: RecordedRequest, answer: Answer): void {
	request.status = answer.status;
	if (answer.refused !== undefined) request.refused = answer.refused;
	response.writeHead(answer.status, { ...answer.headers, 'Content-Length': Buffer.byteLength(answer.text) });
}
