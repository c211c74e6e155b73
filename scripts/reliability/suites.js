/** The suites of docs/reliability.md, and its columns: data. */

/**
 * `suite` is the name under which it reports (test/support/report.js), `command` how to run it. What takes many minutes
 * is `long`: it runs when it is asked for, and keeps its last figures otherwise.
 */
const SUITES = [
	{
		suite: 'faults',
		title: 'Portal and network in trouble',
		about:
			'Refusals, web pages, broken answers, redirects and cut connections strike chosen requests, before and after the portal ' +
			'carried them out. Each item has to end in its own result or in an error that is true, and what the portal really did is ' +
			'compared with what the node says.',
		command: 'npx jest faults',
	},
	{
		suite: 'upsert',
		title: 'Create or Update in trouble',
		about:
			'The same for runs that name the same services again and again: whatever strikes them, no name may end up with two services, and ' +
			'one more run after the trouble does all that is left.',
		command: 'npx jest upsertFaults',
	},
	{
		suite: 'properties',
		title: 'Promises',
		about:
			'Any mix of operations, items, faults, clocks set back, On Error and Retry On Fail. A run has to cost few requests, to end in time and, with Stop Workflow, ' +
			'to write nothing after its first error; every error has to be true of what the portal did; and one more run after the trouble has to do ' +
			'the rest, and nothing twice.',
		command: 'npm run test:promises',
	},
	{
		suite: 'security',
		title: 'Secrets',
		about:
			'Every operation, list and credential test runs with recognisable secrets, in success and in all errors. They are then ' +
			'searched for, in many spellings, in whatever the node hands out, n8n stores or logs, and in requests to other hosts.',
		command: 'npm run test:security',
	},
	{
		suite: 'hostile',
		title: 'Hostile answers and input',
		about:
			'Answers that are malformed, huge, deeply nested, wrongly typed, cut off or wrongly encoded, and items with input of any kind. Each ' +
			'case has to end in what the portal meant or in an error for the items concerned.',
		command: 'npm run test:hostile',
	},
	{
		suite: 'queue',
		title: 'Queue mode',
		about:
			'n8n with Redis, PostgreSQL, one main process and two workers, of which one is killed in the middle, against one portal with a small ' +
			'request limit.',
		command: 'npm run test:queue',
		long: true,
	},
	{
		suite: 'soak',
		title: 'Long life',
		about:
			'A real n8n at moderate load for many minutes, with refused and limited requests among the others.',
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
	{ figure: 'lost', title: 'Lost', none: true },
	{ figure: 'doubled', title: 'Doubled writes', none: true },
	{ figure: 'untrue', title: 'Untrue errors', none: true },
	{ figure: 'leaks', title: 'Secrets found', none: true },
];

/** Figures whose names do not explain themselves to whoever has not read the suite. */
const LABELS = {
	requests: 'Requests that the portal got',
	requestsTooMany: 'Requests beyond what a run may cost',
	unexpectedRequests: 'Requests to hosts other than the portal’s',
	foreign: 'Texts that got into the item of another record',
	refused: 'Requests that the portal refused for its request limit',
	executionsInterruptedByTheKill: 'Executions that ended with the killed worker',
	executionsRunAgain: 'Executions that were run again after it',
	rssAtTheEndMegabytes: 'Memory of the process (RSS) at the end',
	heapGrowthInTheLastTwoThirdsPercent: 'Growth of the heap in the last two thirds of the time',
	mostRunsKeptAtATime: 'Runs of the node kept in memory at a time, at most',
};

module.exports = { SUITES, COLUMNS, LABELS };
