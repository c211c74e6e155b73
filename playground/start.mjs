/**
 * `npm start`: a real n8n with the node installed, a stand-in Bitrix24 portal to call, and workflows to run.
 * Everything listens on 127.0.0.1 only, is stored in playground/.data, and ends with Ctrl-C.
 */
import path from 'node:path';
import { prepare, startN8n } from './lib/environment.mjs';
import { startModel } from './lib/model.mjs';
import { owner } from './lib/names.mjs';
import { examples, playground } from './lib/paths.mjs';
import { buildPortal, startPortal } from './lib/portal.mjs';
import { freePort } from './lib/ports.mjs';
import { workflowsIn } from './lib/workflows.mjs';

const EDITOR_PORT = 5678;
const PORTAL_PORT = 5690;
const MODEL_PORT = 5700;

/** The portal remembers its latest calls only: a playground may run for days. */
const KEPT_RECORDS = 1000;

/** Called once, whatever comes first: Ctrl-C, a closed terminal, or n8n ending by itself. */
const toStop = [];
let stopping;
const stop = (code) => (stopping ??= stopAll(code));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));

try {
	const { tarball } = await prepare();
	await buildPortal();

	const { portal, access } = await startPortal({
		port: await freePort(PORTAL_PORT),
		keepRecords: KEPT_RECORDS,
	});
	toStop.push(() => portal.close());
	const model = await startModel({ port: await freePort(MODEL_PORT) });
	toStop.push(() => model.close());

	const { server } = await startN8n({
		dataFolder: path.join(playground, '.data'),
		tarball,
		portal: access,
		model,
		workflows: await workflowsIn(examples),
		port: EDITOR_PORT,
	});
	toStop.unshift(() => server.stop());
	if (!stopping) console.log(welcome(server.url, access.url));

	await server.end;
	if (!stopping) console.error('n8n has ended. Its log: playground/.data/n8n.log');
	await stop(1);
} catch (error) {
	if (!stopping) console.error(`\n${error.message}`);
	await stop(1);
}

/** @param {number} code what the process ends with */
async function stopAll(code) {
	console.log('\nEnding n8n and the portal …');
	for (const end of toStop) await end();
	process.exit(code);
}

/**
 * @param {string} editor n8n's address
 * @param {string} portal the portal's address
 */
function welcome(editor, portal) {
	return `
  Open ${editor}
    sign in with    ${owner.email}
    password        ${owner.password}

  What to look at
    Mailbox walk            press "Execute workflow", then open a node to see its items
    Mail service sync       what has changed since the last run
    Order to mail service   publish it, then send it an order (its note has the command)
    Keep mail services …    each row of a list becomes a mail service; run it twice
    Onboarding              press "Execute workflow" and fill in the form
    Nightly report …        the mailboxes without a sender name
    Mail set-up agent       press "Open chat" and ask which mailboxes there are (its note has more questions)
    Credentials             one for each way to sign in, all connected; press "Retry" in them to test

  The node calls a stand-in portal at ${portal}, and the agent a stand-in for a language model:
  nothing leaves this machine.
  Its data is as new after every start; workflows and runs stay in playground/.data.
  n8n's log: playground/.data/n8n.log

  Ctrl-C ends everything.
`;
}
