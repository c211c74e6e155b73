import type { IDataObject } from 'n8n-workflow';
import { explain } from '../../api/explain';
import { OWN_CODES, type Outcome, type Refused } from '../../api/outcome';
import type { Calls, Operation } from '../../execution/operation';
import { notZero, unlessBlank } from '../../execution/rules';
import { KEY_NAME_INPUT, SERVICE_INPUT, withRules } from './serviceFields';

/** As the panel has them for this operation. */
const { ACTIVE: _active, ...FIELDS } = SERVICE_INPUT;

export const mailServiceUpsert: Operation = {
	method: 'mailservice.add',
	url: 'mailservice.upsert',
	action: 'create or update mail service “{NAME}”',
	input: { NAME: KEY_NAME_INPUT, ...withRules(FIELDS, (rule) => unlessBlank(notZero(rule))) },
	send: async (params, { call, shared }) => await shared(startUpserts)(params, call),
	output: (result) => [result as IDataObject],
};

type Upsert = (service: Readonly<IDataObject>, call: Calls['call']) => Promise<Outcome>;

/**
 * Creates or updates services for the items of one run. The portal has no such method: the active services are listed
 * once, and items that name the same service take their turns, so that a new one is created once.
 */
function startUpserts(): Upsert {
	let listed: Promise<Ids | Refused> | undefined;
	const latest = new Map<string, Promise<Outcome>>();

	const upsert = async (service: Readonly<IDataObject>, call: Calls['call'], before?: Promise<Outcome>) => {
		const earlier = await before;
		// The portal may have created it: a second try could make a second one.
		if (earlier && mayHaveCreated(earlier)) return earlier;
		const list = await (listed ??= listIds(call));
		if (!(list instanceof Map)) {
			listed = undefined;
			return list;
		}
		const name = service.NAME as string;
		const [id, ...others] = list.get(name) ?? [];
		if (others.length > 0) return ambiguous([id!, ...others]);
		return id === undefined ? await create(service, call, list) : await update(id, service, call);
	};

	return async (service, call) => {
		const name = service.NAME as string;
		const turn = upsert(service, call, latest.get(name));
		latest.set(name, turn);
		return await turn;
	};
}

/** The IDs of the active services by name. */
type Ids = Map<string, number[]>;

/** What the portal has; or why that is not known. */
async function listIds(call: Calls['call']): Promise<Ids | Refused> {
	const outcome = await call({ method: 'mailservice.list', params: {} });
	if (!outcome.ok) return { ...outcome, method: 'mailservice.list' };
	const ids: Ids = new Map();
	for (const { NAME, ID } of outcome.payload as IDataObject[]) {
		const id = Number(ID);
		if (!Number.isSafeInteger(id) || id < 1) return noId;
		const name = String(NAME).trim();
		ids.set(name, [...(ids.get(name) ?? []), id]);
	}
	return ids;
}

/** Adds the new one to the known ones. */
async function create(params: Readonly<IDataObject>, call: Calls['call'], ids: Ids): Promise<Outcome> {
	const outcome = await call({ method: 'mailservice.add', params });
	if (!outcome.ok) return { ...outcome, method: 'mailservice.add' };
	const id = outcome.payload as number;
	ids.set(params.NAME as string, [id]);
	return { ok: true, payload: { id, created: true } };
}

async function update(
	id: number,
	{ NAME: _name, ...changes }: Readonly<IDataObject>,
	call: Calls['call'],
): Promise<Outcome> {
	const result = { id, created: false };
	if (Object.keys(changes).length === 0) return { ok: true, payload: result };
	const outcome = await call({ method: 'mailservice.update', params: { ID: id, ...changes } });
	return outcome.ok ? { ok: true, payload: result } : { ...outcome, method: 'mailservice.update' };
}

const noId: Refused = {
	ok: false,
	refusal: { code: OWN_CODES.notAnAnswer, text: 'A mail service in the list has no ID.' },
	method: 'mailservice.list',
};

const mayHaveCreated = (outcome: Outcome) =>
	!outcome.ok &&
	outcome.method === 'mailservice.add' &&
	explain(outcome.refusal, outcome.method).outcomeUnknown === true;

const ambiguous = (ids: number[]): Refused => ({
	ok: false,
	refusal: { code: OWN_CODES.ambiguousName, text: `IDs ${ids.join(', ')}` },
});
