/**
 * `npm start`: a real n8n with the node installed, a stand-in Bitrix24 portal to call, and workflows to run.
 * Everything listens on 127.0.0.1 only, is stored in playground/.data, and ends with Ctrl-C.
 *
 * `npm run dev` (`--watch`): what is saved in nodes/, credentials/ and icons/ shows in the editor after a moment.
 */
import path from 'node:path';
import { prepare, startN8n } from '../sandbox/n8n/environment.mjs';
import { takeLock } from '../sandbox/n8n/lock.mjs';
import { startModel } from '../sandbox/n8n/model.mjs';
import { owner, packageName } from '../sandbox/n8n/names.mjs';
import { startNewMail } from '../sandbox/n8n/new-mail.mjs';
import { examples, playground } from '../sandbox/n8n/paths.mjs';
import { startPortal } from '../sandbox/n8n/portal.mjs';
import { freePort } from '../sandbox/n8n/ports.mjs';
import { endAll, exitCodeOf, onInterruption } from '../sandbox/n8n/process.mjs';
import { workflowsIn } from '../sandbox/n8n/workflows.mjs';

const EDITOR_PORT = 5678;
const PORTAL_PORT = 5690;
const MODEL_PORT = 5700;
const NEW_MAIL_PORT = 5710;

/** The portal remembers its latest calls only: a playground may run for days. */
const KEPT_RECORDS = 1000;

const dataFolder = path.join(playground, '.data');

/** Whether n8n has been reached: from then on, Ctrl-C is how a playground ends. */
let ready = false;
let stopping = false;

try {
	const lock = await takeLock(path.join(dataFolder, 'running.json'), explainHolder);
	onInterruption((signal) => {
		stopping = true;
		console.log('\nEnding n8n and the portal …');
		return ready ? 0 : exitCodeOf(signal);
	});
	await play(lock);
	if (!stopping) console.error('n8n has ended. Its log: playground/.data/n8n.log');
} catch (error) {
	if (!stopping) console.error(`\n${error.message}`);
}
await endAll();
process.exit(1);

/**
 * Starts all of it, and waits for n8n's end.
 * @param {import('../sandbox/n8n/lock.mjs').Lock} lock
 */
async function play(lock) {
	const { tarball } = await prepare();

	const { portal, access } = await startPortal({
		port: await freePort(PORTAL_PORT),
		keepRecords: KEPT_RECORDS,
	});
	const model = await startModel({ port: await freePort(MODEL_PORT) });

	// Not always: it needs the compiler.
	const watcher = process.argv.includes('--watch') ? await import('./watch.mjs') : undefined;
	let { n8n, server } = await startN8n({
		dataFolder,
		tarball,
		portal: access,
		model,
		workflows: await workflowsIn(examples),
		port: EDITOR_PORT,
		settings: watcher?.WATCHING,
	});
	const newMail = await startNewMail({ portal, port: await freePort(NEW_MAIL_PORT) });
	ready = true;
	lock.note({ url: server.url });
	if (!stopping) console.log(welcome(server.url, access.url, newMail.url));

	/** @type {Promise<void> | undefined} */
	let restarting;
	const restart = async () => {
		await server.stop();
		server = await n8n.start(Number(new URL(server.url).port));
	};
	watcher?.showChanges({
		installed: path.join(n8n.folder, 'nodes', 'node_modules', packageName),
		log: () => server.output(),
		restart: () => (restarting = restart()),
	});

	for (let ended; ended !== server; await restarting) {
		ended = server;
		await ended.end;
	}
	await newMail.close();
	await portal.close();
	await model.close();
}

/**
 * Two playgrounds would have one database, and each its own portal in the credentials.
 * @param {import('../sandbox/n8n/lock.mjs').Holder} holder
 * @throws {Error} when it is a playground; what a killed one has left ends by itself
 */
function explainHolder({ pids, orphaned, note }) {
	if (orphaned) {
		console.log(`• Waiting for the end of what the last playground has left (process ${pids.join(', ')}) …`);
		return;
	}
	throw new Error(
		`A playground is running in this folder already${note ? `: open ${note.url}` : ''}\n` +
			`To end it, press Ctrl-C in its terminal, or run: kill ${pids[0]}`,
	);
}

/**
 * @param {string} editor n8n's address
 * @param {string} portal the portal's address
 * @param {string} newMail the address of the page that lets mail arrive
 */
function welcome(editor, portal, newMail) {
	return `
  Open ${editor}
    sign in with    ${owner.email}
    password        ${owner.password}

  What to look at: each workflow has a note that says what it is for
    Support inbox           publish it, and new mail becomes a task, goes to CRM or is moved away
    Automatic reply …       publish it, and each sender gets one reply
    Mail to chat            publish it, and a message of a key customer opens a chat
    Daily digest …          press "Execute workflow", and one email lists the unread mail
    Mail assistant          press "Open chat" and ask if there is any unread mail (its note has more questions)
    Keep mail services …    each row of a data table becomes a mail service; run it twice
    Report mail service …   publish it, and change a mail service with another workflow
    Onboarding form         press "Execute workflow" and fill in the form
    Credentials             one for each way to sign in, all connected; press "Retry" in them to test

  New mail arrives every two minutes, and whenever you like. What became of it shows there, too:
    ${newMail}

  The node calls a stand-in portal at ${portal}, and the agent a stand-in for a language model:
  nothing leaves this machine.
  Its data is as new after every start; workflows and runs stay in playground/.data.
  n8n's log: playground/.data/n8n.log

  Ctrl-C ends everything.
`;
}
