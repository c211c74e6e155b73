import { createRequire } from 'node:module';
import { n8n2 } from './generations.mjs';
import { owner } from './names.mjs';
import { playground } from './paths.mjs';

const POLL_MS = 200;
const TIMEOUT_MS = 60_000;
const FINISHED = ['success', 'error', 'crashed', 'canceled'];

/**
 * Where the editors of the two lines of n8n do the same thing differently.
 * @type {Record<1 | 2, { toRun: (api: N8nApi, id: string) => Promise<object>, untilLive: (api: N8nApi, id: string) => Promise<void> }>}
 */
const WAYS = {
	1: {
		// The editor sends the workflow as it shows it.
		toRun: async (api, id) => ({ workflowData: await api.call('GET', `/workflows/${id}`) }),
		untilLive: async () => {},
	},
	2: {
		toRun: async () => ({}),
		// n8n sees to it in the background.
		untilLive: async (api, id) => {
			await poll(`The activation of ${id}`, async () => {
				const { status } = await api.call('GET', `/workflows/${id}/publication-status`);
				return status === 'published' ? status : undefined;
			});
		},
	},
};

/**
 * Signs in to n8n as its owner; the first time it creates the owner's account, which otherwise a form would ask for.
 * @param {string} url n8n's address
 * @param {import('./generations.mjs').Generation} [generation] which n8n it is
 * @returns {Promise<N8nApi>}
 */
export async function signIn(url, { line } = n8n2) {
	const settings = await (await fetch(`${url}/rest/settings`)).json();
	const response = settings.data.userManagement.showSetupOnFirstLoad
		? await post(`${url}/rest/owner/setup`, owner)
		: await post(`${url}/rest/login`, { emailOrLdapLoginId: owner.email, password: owner.password });
	if (!response.ok) throw new Error(`n8n refused the sign-in: ${response.status} ${await response.text()}`);
	return new N8nApi(
		url,
		response.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';')[0])
			.join('; '),
		line,
	);
}

/** The calls of n8n's own editor that the playground and the tests need. */
export class N8nApi {
	/**
	 * @param {string} url
	 * @param {string} cookie
	 * @param {1 | 2} line n8n's
	 */
	constructor(url, cookie, line) {
		this.url = url;
		this.cookie = cookie;
		this.line = line;
		this.way = WAYS[line];
	}

	/**
	 * @param {'GET' | 'POST' | 'PATCH' | 'DELETE'} method
	 * @param {string} path below /rest
	 * @param {unknown} [body]
	 * @returns {Promise<any>} what n8n answered, out of its `data` envelope
	 * @throws {Error} with n8n's message when it refuses
	 */
	async call(method, path, body) {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: {
				cookie: this.cookie,
				'content-type': 'application/json',
				// A kept one may be closed by n8n at the very moment when it is used again.
				connection: 'close',
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: ${method} ${path}: ${response.status} ${text}`);
		return JSON.parse(text).data;
	}

	/**
	 * Runs a workflow from one of its triggers, as the editor's "Execute workflow" does, and waits for its end.
	 * @param {string} workflowId
	 * @param {string} trigger the trigger's name
	 * @returns {Promise<Execution>}
	 */
	async runWorkflow(workflowId, trigger) {
		const { executionId } = await this.call('POST', `/workflows/${workflowId}/run`, {
			...(await this.way.toRun(this, workflowId)),
			triggerToStartFrom: { name: trigger },
		});
		return await this.execution(executionId);
	}

	/**
	 * @param {string} id
	 * @returns {Promise<Execution>} the execution, when it has ended
	 */
	async execution(id) {
		return await poll(`Execution ${id}`, async () => {
			const execution = await this.call('GET', `/executions/${id}`);
			const run = FINISHED.includes(execution.status) ? new Execution(execution) : undefined;
			// n8n 1 may say that it is over before it has stored the data.
			return run?.result && run;
		});
	}

	/**
	 * @param {string} workflowId
	 * @returns {Promise<string | undefined>} the newest execution, ended or not
	 */
	async lastExecutionId(workflowId) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.call('GET', `/executions?limit=1&filter=${filter}`);
		return results[0]?.id;
	}

	/**
	 * @param {string} workflowId
	 * @param {string | undefined} last the newest execution so far
	 * @returns {Promise<string>} a newer one, as soon as it has begun
	 */
	async executionAfter(workflowId, last) {
		return await poll(`An execution of ${workflowId}`, async () => {
			const id = await this.lastExecutionId(workflowId);
			return id === last ? undefined : id;
		});
	}

	/**
	 * Publishes a workflow and waits until its webhooks and schedules are live.
	 * @param {string} workflowId
	 */
	async activate(workflowId) {
		const { versionId } = await this.call('GET', `/workflows/${workflowId}`);
		await this.call('POST', `/workflows/${workflowId}/activate`, { versionId });
		await this.way.untilLive(this, workflowId);
	}
}

/** One finished run of a workflow. */
export class Execution {
	/** @param {{ id: string, status: string, data: string }} execution as n8n answers it */
	constructor(execution) {
		this.id = execution.id;
		this.status = execution.status;
		// n8n stores a run with references in place of what repeats.
		const { parse } = createRequire(`${playground}package.json`)('flatted');
		this.result = parse(execution.data)?.resultData;
	}

	/**
	 * @param {string} node
	 * @param {number} [output]
	 * @returns {Array<{ json: Record<string, unknown>, binary?: object, pairedItem?: unknown }>} the items of its last run
	 */
	items(node, output = 0) {
		return this.result.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
	}

	/** What went wrong, in n8n's words; undefined when nothing did. */
	get error() {
		return this.result.error;
	}
}

/**
 * @param {string} url
 * @param {unknown} body
 */
async function post(url, body) {
	return await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}

/**
 * @template T
 * @param {string} what named in the error message
 * @param {() => Promise<T | undefined>} look asked until it returns something
 * @returns {Promise<T>}
 */
async function poll(what, look) {
	const deadline = Date.now() + TIMEOUT_MS;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() > deadline)
			throw new Error(`${what} has not come to an end within ${TIMEOUT_MS / 1000} s`);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}
