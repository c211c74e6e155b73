/** Which steps run, and when: side by side where they may, in order where they must. CommonJS, so that Jest can test it. */

/**
 * @typedef {object} Step
 * @property {string} name what one types, in small letters
 * @property {string} title what people read
 * @property {string[]} command program and arguments, run in the project's folder
 * @property {string[]} [needs] names of steps that have to be done before. They only get something ready, and have little to do
 *   when it is.
 * @property {boolean} [light] whether it mostly waits for the network: then it runs beside the others, whatever they are
 */

/**
 * The steps that somebody has asked for, with those that they need.
 *
 * @param {Step[]} all in their order
 * @param {string[]} names of steps; `e2e` also stands for `e2e-1` and `e2e-2`. None: all of them.
 * @returns {Step[]} in the same order
 * @throws {Error} that lists the names when there is no such step
 */
function choose(all, names) {
	if (names.length === 0) return all;
	const chosen = new Set();
	/** @param {Step} step */
	const add = (step) => {
		chosen.add(step);
		for (const needed of all.filter(({ name }) => step.needs?.includes(name))) add(needed);
	};
	for (const name of names) {
		const found = all.filter((step) => step.name === name || step.name.startsWith(`${name}-`));
		if (found.length === 0) {
			throw new Error(`There is no step “${name}”, but: ${all.map((step) => step.name).join(', ')}`);
		}
		found.forEach(add);
	}
	return all.filter((step) => chosen.has(step));
}

/**
 * Runs steps: as soon as there is a place, the first one in the list whose needs are done. After the first failure none is
 * begun, and those that run are stopped.
 *
 * @param {Step[]} steps
 * @param {object} options
 * @param {number} options.places how many run at a time, light ones not counted
 * @param {(step: Step, isAlone: boolean) => Promise<void>} options.run runs one, and rejects when it ends badly. `isAlone`:
 *   nothing runs beside it, and nothing will
 * @param {() => Promise<void>} options.stop stops those that run; their promises are settled then
 * @returns {Promise<{ passed: Step[], failed?: { step: Step, error: Error }, stopped: Step[] }>}
 */
async function runSteps(steps, { places, run, stop }) {
	const waiting = [...steps];
	/** @type {Map<Step, Promise<void>>} */
	const running = new Map();
	/** @type {Step[]} */
	const passed = [];
	/** @type {{ step: Step, error: Error } | undefined} */
	let failed;

	const isReady = (/** @type {Step} */ { needs = [], light }) =>
		needs.every(
			(name) => passed.some((step) => step.name === name) || steps.every((step) => step.name !== name),
		) &&
		(light || [...running.keys()].filter((step) => !step.light).length < places);

	for (;;) {
		for (let next; (next = waiting.find(isReady));) {
			waiting.splice(waiting.indexOf(next), 1);
			const step = next;
			const isAlone = waiting.length === 0 && running.size === 0;
			const end = run(step, isAlone).then(
				() => void passed.push(step),
				(error) => void (failed ??= { step, error }),
			);
			running.set(
				step,
				end.then(() => void running.delete(step)),
			);
		}
		if (running.size === 0) {
			if (waiting.length > 0)
				throw new Error(`Steps that wait for each other: ${waiting.map(({ name }) => name).join(', ')}`);
			return { passed, stopped: [] };
		}
		await Promise.race(running.values());
		if (failed) {
			const stopped = [...running.keys()];
			await stop();
			await Promise.all(running.values());
			return { passed, failed, stopped: stopped.filter((step) => !passed.includes(step)) };
		}
	}
}

module.exports = { choose, runSteps };
