import { manyServices, REST_3, startPortal, type Portal } from '../../../../../sandbox/portal';
import { byId, numbered, runOn } from '../../../../support/node';

const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId('={{ $json.n }}') };

describe('A method that used too much server time', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal({ services: manyServices(3) })));
	afterEach(async () => await portal.close());

	it.each([
		['one call', 1],
		['a batch', 3],
	])(
		'%s: the error says when it is free again, when an answer before it named the time',
		async (_, count) => {
			const items = numbered(count);
			await runOn(portal, GET, { items });
			portal.refuse('OPERATION_TIME_LIMIT', { method: 'mailservice.get', times: 9 });
			const { error } = await runOn(portal, GET, { items });
			expect(error?.message).toContain('has paused this method');
			const [, time] =
				/The pause ends at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC\./.exec(error!.description!) ?? [];
			const end = Date.parse(`${time!.replace(' ', 'T')}Z`);
			expect(end).toBeGreaterThan(Date.now());
			expect(end).toBeLessThanOrEqual(Date.now() + 601_000);
		},
	);

	it('says nothing of a time that it does not know', async () => {
		portal.refuse('OPERATION_TIME_LIMIT');
		const { error } = await runOn(portal, GET, { items: numbered(1) });
		expect(error?.description).not.toBe('');
		expect(error?.description).not.toContain('ends at');
	});

	it('REST 3.0 has a code of its own for it: it ends at once, and slows nobody else down', async () => {
		const MAILBOX = { resource: 'mailbox', operation: 'get', mailboxId: byId(1) };
		portal.refuse(REST_3.rateLimit, { times: 99 });
		const { error } = await runOn(portal, MAILBOX, { items: numbered(1) });
		expect(portal.requests).toHaveLength(1);
		expect(error?.message).toMatch(/blocked|paused/);
		portal.faults.clear();
		const { log } = await runOn(portal, GET, { items: numbered(1) });
		expect(log.map(({ message }) => message).join()).not.toContain('waited');
	});
});
