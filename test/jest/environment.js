/**
 * Jest's test environment: the tests run in Node's own context instead of a context (“realm”) for each file. In a context
 * of its own, all that a file loads is compiled anew, each access to a global is slow, and `instanceof` does not know
 * the errors, arrays and dates of other contexts, so that nothing could be shared with other files. What a file leaves
 * behind in the shared context is put back when it ends: globals, `process.env`, listeners of the process, spies.
 */
const asyncHooks = require('node:async_hooks');
const { Script } = require('node:vm');
const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');

/** Stands for Node's own context where Jest asks for one; one for all copies of this file in a process. */
const MARK = Symbol.for('n8n-nodes-bitrix24-mail: own context');
const OWN_CONTEXT = (Script.prototype[MARK] ??= takeOver());

/** Jest runs each module by `script.runInContext`, and offers no other place to say where. */
function takeOver() {
	const ownContext = {};
	const { runInContext } = Script.prototype;
	Script.prototype.runInContext = function (context, options) {
		return context === ownContext
			? this.runInThisContext(options)
			: runInContext.call(this, context, options);
	};
	return ownContext;
}

/** Frames of a stack trace: Node’s ten often end within n8n. Jest itself takes 100, and each error pays for them. */
const STACK_FRAMES = 30;

/** What a module of `nativePackages.js` calls for the package that Node itself has loaded. */
globalThis[Symbol.for('n8n-nodes-bitrix24-mail: require')] = require;

/** Where Node keeps the listeners of the process: not to be put back behind its back. */
const OF_NODE = ['_events', '_eventsCount'];

/** @returns {() => void} puts an object’s own properties back to what they are now */
function remember(object) {
	const keys = () => Reflect.ownKeys(object).filter((key) => !OF_NODE.includes(key));
	const before = new Map(keys().map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]));
	return () => {
		for (const key of keys()) {
			if (!before.has(key)) Reflect.deleteProperty(object, key);
		}
		for (const [key, descriptor] of before) {
			const now = Object.getOwnPropertyDescriptor(object, key);
			const isSame =
				now !== undefined &&
				Object.is(now.value, descriptor.value) &&
				now.get === descriptor.get &&
				now.set === descriptor.set;
			if (!isSame) Reflect.defineProperty(object, key, descriptor);
		}
	};
}

/** @returns {() => void} takes those listeners off the process that were added since */
function rememberListeners() {
	const before = new Map(process.eventNames().map((event) => [event, process.rawListeners(event)]));
	return () => {
		for (const event of process.eventNames()) {
			for (const listener of process.rawListeners(event)) {
				if (!before.get(event)?.includes(listener)) process.removeListener(event, listener);
			}
		}
	};
}

/** @returns {() => void} puts the environment variables back to what they are now */
function rememberVariables() {
	const before = { ...process.env };
	return () => {
		for (const name of Object.keys(process.env)) {
			if (!(name in before)) delete process.env[name];
		}
		Object.assign(process.env, before);
	};
}

/**
 * Those that were made since the last file has ended. Node gives each promise the values of all that were ever used: a
 * worker’s files would make each other slower and slower. One that is used again is simply back.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/async_context.html#asynclocalstoragedisable
 */
const asyncStorages = new Set();
asyncHooks.AsyncLocalStorage = class extends asyncHooks.AsyncLocalStorage {
	constructor(...options) {
		super(...options);
		asyncStorages.add(this);
	}
};

function disableAsyncStorages() {
	for (const storage of asyncStorages) storage.disable();
	asyncStorages.clear();
}

module.exports = class SharedEnvironment extends NodeEnvironment {
	constructor(config, context) {
		super(config, context);
		const { projectConfig } = config;
		this.putBack = [
			...[globalThis, Error, Date, Math, performance, process].map(remember),
			rememberListeners(),
			rememberVariables(),
		];

		// What the parent class has made for a context of its own.
		this.context = OWN_CONTEXT;
		this.global = globalThis;
		const own = { config: projectConfig, global: globalThis };
		this.moduleMocker = new this.moduleMocker.constructor(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new this.fakeTimersModern.constructor(own);
		Object.assign(globalThis, projectConfig.globals);
	}

	async setup() {
		await super.setup();
		Error.stackTraceLimit = STACK_FRAMES;
	}

	/** Jest's own clock is the tests': without this, a file that has moved it would seem to have taken hours. */
	handleTestEvent(event) {
		if (event.name === 'run_finish') this.moduleMocker.restoreAllMocks();
	}

	async teardown() {
		this.moduleMocker.restoreAllMocks();
		await super.teardown();
		disableAsyncStorages();
		for (const putBack of this.putBack) putBack();
	}
};
