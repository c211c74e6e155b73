import type { INodeParameters } from 'n8n-workflow';
import { callError } from '../../../../nodes/Bitrix24Mail/execution/errors';
import { operationsOf } from '../../../../nodes/Bitrix24Mail/resources/define';
import { mailService } from '../../../../nodes/Bitrix24Mail/resources/mailService';
import { startPortal, type Fault, type Portal } from '../../../../sandbox/portal';
import { byId, runOn } from '../../../support/node';
import { useVirtualTime } from '../../../support/virtualTime';

useVirtualTime();

const SERVICE = { resource: 'mailService', requestOptions: { timeout: 400 } };

/** Each way to write: its parameters, what is unclear then, and what the advice begins with. */
const WRITES: Array<[string, INodeParameters, string, string]> = [
	[
		'mailservice.add',
		{ operation: 'create', name: 'Disc' },
		'mail service “Disc” was created',
		'Check the mail services in Bitrix24 before you run this again, or it may be created twice. (Create or Update is safe to repeat.)',
	],
	[
		'mailservice.update',
		{ operation: 'update', mailServiceId: byId(1), updateFields: { port: 995 } },
		'mail service 1 was updated',
		'You can safely run this again, or check the service in Bitrix24.',
	],
	[
		'mailservice.delete',
		{ operation: 'delete', mailServiceId: byId(1) },
		'mail service 1 was deleted',
		'Check the mail services in Bitrix24: if it’s gone, the deletion worked.',
	],
	[
		'mailservice.add',
		{ operation: 'upsert', name: 'Disc', additionalFields: {} },
		'mail service “Disc” was created or updated',
		'You can safely run this again.',
	],
];

/** What becomes of the answer, and how the title goes on. */
const LOST: Array<[string, Fault, string]> = [
	['a lost connection', { disconnect: true }, 'the connection to Bitrix24 was lost'],
	['a server’s fault', { refusal: 'INTERNAL_SERVER_ERROR' }, 'Bitrix24 had an internal server issue'],
	['a fault without a code', { answer: { status: 502, body: { error: '' } } }, 'Bitrix24'],
	['an unknown code', { refusal: 'NEW', status: 500 }, 'Bitrix24 had an internal server issue'],
	['no answer in time', { delayMs: 3_000 }, 'Bitrix24 did not answer in time'],
	['a web page', { html: true }, 'Bitrix24 returned a web page instead of data'],
];

describe('A write whose outcome is unclear', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	describe.each(WRITES)('%s: %j', (method, parameters, unclear, advice) => {
		it.each(LOST)('%s: says so first, and what to check', async (_, fault, what) => {
			portal.faults.add({ ...fault, at: 'after', method });
			const { error } = await runOn(portal, { ...SERVICE, ...parameters });
			expect(error?.message).toMatch(/ \[item 0\]$/);
			expect(error?.message.startsWith(`It’s unclear whether ${unclear}: ${what}`)).toBe(true);
			expect(error?.description?.startsWith(advice)).toBe(true);
			expect(`${error?.message} ${error?.description}`).not.toMatch(/[Tt]ry again|Run it again|rejected/);
			// And it was carried out indeed.
			expect(portal.calls.at(-1)).toMatchObject({ method });
			expect(portal.requests.map(({ restMethod }) => restMethod)).not.toContain('profile');
		});

		it('a definite refusal is not unclear', async () => {
			portal.refuse('ACCESS_DENIED', { method });
			const { error } = await runOn(portal, { ...SERVICE, ...parameters });
			expect(error?.message).toMatch(/^Could not .*plan doesn’t include/);
		});
	});

	it('a read just could not be done', async () => {
		portal.faults.add({ disconnect: true, times: 9 });
		const { error } = await runOn(portal, { ...SERVICE, operation: 'get', mailServiceId: byId(1) });
		expect(error?.message).toBe('Could not get mail service 1: the connection to Bitrix24 was lost [item 0]');
		expect(error?.description).toMatch(/^Try again in a few minutes\. If it keeps happening/);
	});

	it('a call that was not sent is never unclear', () => {
		const node = {
			type: 'x.bitrix24Mail',
			name: 'x',
			id: '1',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const error = callError(
			{ node: node as never, itemIndex: 7, redact: (text) => text },
			{
				operation: operationsOf([mailService])[0]!,
				params: { NAME: 'Disc' },
				failed: { ok: false, error: { code: 'timeout', text: '', unsent: true } },
			},
		);
		expect(error.message).toBe(
			'Could not create mail service “Disc”: Bitrix24 did not answer in time [item 7]',
		);
		expect(error.description).toMatch(
			/^This item was not sent, because an earlier request in this run had the same result\. Run it again when/,
		);
	});
});
