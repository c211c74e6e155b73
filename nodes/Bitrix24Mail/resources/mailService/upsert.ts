import type { IDataObject } from 'n8n-workflow';
import { LOCAL_CODES, type Failed, type Outcome } from '../../api/call';
import { explain } from '../../api/errors';
import type { Calls } from '../../execution/operation';
import { atMost, filledText, notZero, trimmed, unlessBlank } from '../../execution/validators';
import { now } from '../../util/clock';
import { createExpiringMap } from '../../util/expiringMap';
import { defineOperation } from '../define';
import { additionalFields, MAX_CHARACTERS, newName } from './fields';
import { ADMINISTRATORS } from './notices';

/**
 * It has the parameters of Create, and starts with another choice of them: a service that is there must not
 * lose its own.
 *
 * @see https://apidocs.bitrix24.com/api-reference/mailservice/index.html
 */
export const upsertMailService = defineOperation({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update mail service',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	notice: `${ADMINISTRATORS}. Services are matched by exact name. Only active ones are found: for an inactive one, a new service is created. Updates also apply to mailboxes connected through the service.`,
	whoMay: 'administrators',
	method: 'mailservice.add',
	methods: ['mailservice.list', ['mailservice.update', 'mailservice.add']],
	url: 'mailservice.upsert',
	words: {
		action: 'create or update mail service “{NAME}”',
		record: 'mail service “{NAME}”',
		whether: '{record} was created or updated',
		ifUnclear: 'You can safely run this again.',
	},
	parameters: [
		{
			...newName,
			documentation:
				'The name to look for. If no active service has exactly this name, a new one is created.',
			// Whatever Bitrix24 makes of blanks around a name, it is found again.
			validate: atMost(MAX_CHARACTERS, trimmed(filledText)),
		},
		additionalFields,
	],
	adaptValidator: (validate, { required }) => (required ? validate : unlessBlank(notZero(validate))),
	run: async (params, calls) => await calls.perRun(startUpserts)(params, calls),
	output: {
		items: (result) => [result as IDataObject],
		fields: {
			id: { type: 'integer', description: 'The ID of the mail service' },
			created: {
				type: 'boolean',
				description: 'Whether this item created the service. If false, the service existed and was updated.',
			},
		},
	},
});

type Upsert = (service: Readonly<IDataObject>, calls: Calls) => Promise<Outcome>;

/** The active services of a portal, as one list told them. */
interface Listing {
	/** The IDs by name; or why they are not known. */
	ids: Promise<Map<string, number[]> | Failed>;
	/** How many services other runs of this process had created in the portal by then. */
	createdByOthers: number;
}

/** No run lists the services and creates one so much later. */
const FORGET_AFTER_MS = 3_600_000;

/** By portal: how many services this process has created, so that a list is known to be out of date. */
const created = createExpiringMap<{ count: number; at: number }>({
	isExpired: ({ at }) => now() - at > FORGET_AFTER_MS,
});

const countOf = (portal: string) => created.get(portal)?.count ?? 0;

/**
 * Creates or updates services for the items of one run. The portal has no such method: the active services
 * are listed once, and whoever names the same service takes their turn, in this and in any other execution of
 * the process, so that a new one is created once. The list is taken anew when another execution has created a
 * service since.
 */
function startUpserts(): Upsert {
	const latest = new Map<string, Outcome>();
	const turns = new Map<string, Promise<unknown>>();
	const ownIds = new Map<string, number>();
	let listing: Listing | undefined;
	let createdHere = 0;

	const idsOf = async ({ portal, call }: Calls) => {
		const createdByOthers = countOf(portal) - createdHere;
		if (listing?.createdByOthers !== createdByOthers) listing = { createdByOthers, ids: listIds(call) };
		return await listing.ids;
	};

	const create = async (service: Readonly<IDataObject>, { portal, call }: Calls) => {
		const outcome = await call('mailservice.add', service);
		if (outcome.ok || mayHaveCreated({ ...outcome, method: 'mailservice.add' })) {
			createdHere++;
			created.set(portal, { count: countOf(portal) + 1, at: now() });
		}
		if (!outcome.ok) return { ...outcome, method: 'mailservice.add' as const };
		const id = outcome.payload as number;
		ownIds.set(service.NAME as string, id);
		return { ok: true, payload: { id, created: true } } as const;
	};

	const upsert = async (service: Readonly<IDataObject>, calls: Calls): Promise<Outcome> => {
		const name = service.NAME as string;
		const earlier = latest.get(name);
		// The portal may have created it: a second try could make a second one.
		if (earlier && mayHaveCreated(earlier)) return earlier;
		// A list may be older than what this run has created since.
		const own = ownIds.get(name);
		if (own !== undefined) return await update(own, service, calls);
		const ids = await idsOf(calls);
		if (!(ids instanceof Map)) return ids;
		const [id, ...others] = ids.get(name) ?? [];
		if (others.length > 0) return ambiguous([id!, ...others]);
		return id === undefined ? await create(service, calls) : await update(id, service, calls);
	};

	return async (service, calls) => {
		const name = service.NAME as string;
		const work = async () => {
			const outcome = await upsert(service, calls);
			latest.set(name, outcome);
			return outcome;
		};
		// Items of this run wait for each other as long as it takes; for other executions, only so long.
		const before = turns.get(name);
		const turn = (before ?? Promise.resolve()).then(async () => await calls.oneAtATime(name, work));
		turns.set(
			name,
			turn.catch(() => {}),
		);
		return (await turn) ?? busy;
	};
}

/** What the portal has; or why that is not known. */
async function listIds(call: Calls['call']): Promise<Map<string, number[]> | Failed> {
	const outcome = await call('mailservice.list', {});
	if (!outcome.ok) return { ...outcome, method: 'mailservice.list' };
	const ids = new Map<string, number[]>();
	for (const { NAME, ID } of outcome.payload as IDataObject[]) {
		const id = Number(ID);
		if (!Number.isSafeInteger(id) || id < 1) return noId;
		const name = String(NAME).trim();
		ids.set(name, [...(ids.get(name) ?? []), id]);
	}
	return ids;
}

async function update(
	id: number,
	{ NAME: _name, ...changes }: Readonly<IDataObject>,
	{ call }: Calls,
): Promise<Outcome> {
	const result = { id, created: false };
	if (Object.keys(changes).length === 0) return { ok: true, payload: result };
	const outcome = await call('mailservice.update', { ID: id, ...changes });
	return outcome.ok ? { ok: true, payload: result } : { ...outcome, method: 'mailservice.update' };
}

const noId: Failed = {
	ok: false,
	error: { code: LOCAL_CODES.notAnAnswer, text: 'A mail service in the list has no ID.' },
	method: 'mailservice.list',
};

const busy: Failed = { ok: false, error: { code: LOCAL_CODES.busy, text: '' } };

const mayHaveCreated = (outcome: Outcome) =>
	!outcome.ok &&
	outcome.method === 'mailservice.add' &&
	explain(outcome.error, outcome.method).outcomeUnknown === true;

const ambiguous = (ids: number[]): Failed => ({
	ok: false,
	error: { code: LOCAL_CODES.ambiguousName, text: `IDs ${ids.join(', ')}` },
});
