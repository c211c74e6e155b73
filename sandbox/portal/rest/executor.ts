import { faultRefusal, type Faults } from '../faults/faults';
import type { Recorder } from '../recording/recorder';
import { REST_3, Refusal } from '../refusals';
import type { ApiVersion, Caller, RecordedRequest } from '../types';
import type { Done, Method, MethodTable } from './methods';

const NOT_FOUND = { v1: 'ERROR_METHOD_NOT_FOUND', v3: REST_3.methodNotFound } as const;
const NO_SCOPE = { v1: 'insufficient_scope', v3: REST_3.insufficientScope } as const;

/** One call, as it stands in a request or in a batch. */
export interface Call {
	version: ApiVersion;
	method: string;
	params: Record<string, unknown>;
	caller: Caller;
	request: RecordedRequest;
	insideBatch: boolean;
}

/** Carries calls out and notes them. The only place where methods are called. */
export class Executor {
	constructor(
		private readonly methods: MethodTable,
		private readonly recorder: Recorder,
		private readonly faults: Faults,
		/** Milliseconds. */
		private readonly now: () => number,
	) {}

	/** @throws Refusal when this version has no such method */
	find(version: ApiVersion, name: string): Method {
		const method = this.methods.get(name.toLowerCase());
		if (!method?.versions.includes(version)) throw new Refusal(NOT_FOUND[version]);
		return method;
	}

	/** Whether this call may change data, as far as the portal knows it. */
	canWrite(version: ApiVersion, name: string): boolean {
		const method = this.methods.get(name.toLowerCase());
		return method !== undefined && method.versions.includes(version) && method.writes === true;
	}

	/** @throws Refusal when the call is not carried out, or when a fault says so afterwards */
	execute({ version, method: name, params, caller, request, insideBatch }: Call): Done {
		const fault = insideBatch ? this.faults.strikeCall(request, name.toLowerCase()) : undefined;
		if (fault !== undefined && fault.at !== 'after') throw faultRefusal(fault);
		const method = this.find(version, name);
		if (method.scope !== undefined && !caller.scopes.includes(method.scope))
			throw new Refusal(NO_SCOPE[version]);
		const record = ({ effect = 'none', targetId }: Done) =>
			this.recorder.call({
				method: name.toLowerCase(),
				version,
				params,
				userId: caller.userId,
				effect,
				targetId,
				insideBatch,
				requestId: request.id,
				time: this.now(),
			});
		try {
			const done = method.call(params, caller, version, request);
			record(done);
			if (fault !== undefined) throw faultRefusal(fault);
			return done;
		} catch (error) {
			if (error instanceof Refusal && error.done !== undefined) record(error.done);
			throw error;
		}
	}
}
