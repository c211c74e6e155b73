/**
 * Loaded into n8n before n8n itself (`node --require`): ends it when the process that has started it is gone, even if that was
 * killed. The standard input tells: it is a pipe that nobody writes to, and ends with the process that holds its other end.
 */
const GRACE_MS = 10_000;

// For this process only: what it starts may have another standard input.
const { END_WITH_PARENT } = process.env;
delete process.env.END_WITH_PARENT;

if (END_WITH_PARENT) {
	process.stdin.on('error', end).on('close', end).resume();
	// A pipe that is read keeps no process alive that has ended its work.
	process.stdin.unref();
}

function end() {
	// The output goes nowhere now.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
	process.kill(process.pid, 'SIGTERM');
	// With what it has started: it leads its process group.
	setTimeout(() => process.kill(-process.pid, 'SIGKILL'), GRACE_MS).unref();
}
