/** The suites of docs/reliability.md, and its columns: data. */

/**
 * `suite` is the name under which it reports (test/support/report.js), `command` how to run it. What takes many minutes
 * is `long`: it runs when it is asked for, and keeps its last figures otherwise.
 */
const SUITES = [
	{
		suite: 'faults',
		title: 'Bitrix24 and network faults',
		about:
			'Rejections, web pages, broken answers, redirects and cut connections hit certain requests, before or after the stand-in has carried ' +
			'them out. Each item must end with its own result or with a true error.',
		command: 'npx jest faults',
	},
	{
		suite: 'upsert',
		title: 'Create or Update with faults',
		about:
			'The same for runs in which many items have the same name. Whatever happens, there must never be two services with one name, and one ' +
			'more run afterwards must complete the work.',
		command: 'npx jest upsertFaults',
	},
	{
		suite: 'properties',
		title: 'Random combinations',
		about:
			'Random combinations of operations, items, faults, clock changes, On Error and Retry On Fail. A run must need few requests, end in time and, with Stop Workflow, ' +
			'change nothing after its first error. Every error must be true. One more run afterwards must complete the work without doing anything ' +
			'twice.',
		command: 'npm run test:promises',
	},
	{
		suite: 'trigger',
		title: 'The trigger',
		about:
			'Months of polls in simulated time, with both versions of Bitrix24 and every way in which n8n saves what a trigger remembers: late messages, bursts, messages that are moved, ' +
			'mailboxes connected later, clock changes, restarts, killed processes and failed requests. Every message must start the workflow exactly once. Only messages that n8n ' +
			'repeats because it was killed before it saved are allowed twice.',
		command: 'npx jest simulation',
	},
	{
		suite: 'security',
		title: 'Secrets',
		about:
			'Every operation, picker and credential test runs with recognizable secrets, with success and with every error. The tests then look for these secrets, in many ' +
			'encodings, in everything that the node returns, that n8n stores or logs, and in requests to other servers.',
		command: 'npm run test:security',
	},
	{
		suite: 'hostile',
		title: 'Hostile responses and input',
		about:
			'Responses that are malformed, huge, deeply nested, of the wrong type, cut off or badly encoded, and items with any kind of input. Each case must end with ' +
			'the right result or with an error for the items concerned.',
		command: 'npm run test:hostile',
	},
	{
		suite: 'queue',
		title: 'Queue mode',
		about:
			'n8n with Redis, PostgreSQL, a main process and two workers share one stand-in with a small request limit. In the middle of it, worker 1 is killed and worker 3 is started.',
		command: 'npm run test:queue',
		long: true,
	},
	{
		suite: 'soak',
		title: 'Long runs',
		about:
			'A real n8n under moderate load for many minutes, with some rejected requests. Its memory must not keep growing.',
		command: 'npm run test:soak',
		long: true,
	},
];

/** `none`: anything but zero means that the node is not reliable. */
const COLUMNS = [
	{ figure: 'cases', title: 'Cases' },
	{ figure: 'faults', title: 'Faults injected' },
	{ figure: 'executions', title: 'Executions' },
	{ figure: 'items', title: 'Items' },
	{ figure: 'lost', title: 'Items lost', none: true },
	{ figure: 'doubled', title: 'Changes made twice', none: true },
	{ figure: 'untrue', title: 'Untrue errors', none: true },
	{ figure: 'leaks', title: 'Secrets found', none: true },
];

/** Figures whose names do not explain themselves to whoever has not read the suite. */
const LABELS = {
	requests: 'Requests received by the stand-in',
	repeatedAfterKill: 'Messages repeated because n8n was killed before it saved',
	memoryPerMessageBytes: 'Saved state per message',
	requestsTooMany: 'Requests beyond the promised number',
	unexpectedRequests: 'Requests to other servers',
	foreign: 'Texts that ended up in the wrong item',
	refused: 'Requests rejected because of the request limit',
	worker1Refused: 'Requests of worker 1 rejected',
	worker2Refused: 'Requests of worker 2 rejected',
	worker3Refused: 'Requests of worker 3 rejected',
	worker1Requests: 'Requests of worker 1',
	worker2Requests: 'Requests of worker 2',
	worker3Requests: 'Requests of worker 3',
	executionsInterruptedByTheKill: 'Executions that ended because the worker was killed',
	executionsRunAgain: 'Executions run again afterwards',
	rssAtTheEndMegabytes: 'Memory of the process (RSS) at the end',
	heapGrowthInTheLastTwoThirdsPercent: 'Growth of the heap in the last two thirds of the time',
	mostRunsKeptAtATime: 'Runs of the node kept in memory at a time, at most',
};

module.exports = { SUITES, COLUMNS, LABELS };
