import { complaintOf, portalStarter } from '../../testing/portals';

const CREATE = 'mail.message.createcrmactivity';
const REMOVE = 'mail.message.removecrmactivity';

describe('Messages in the CRM', () => {
	const start = portalStarter();

	it('activities are the sender’s, whose contact is made when there is none', async () => {
		const { portal, call } = await start();
		for (const messageId of [4, 9, 5, 1]) await call(CREATE, { messageId });
		const seen = portal.crmActivities.map(({ id, messageId, ownerId, email }) => [
			id,
			messageId,
			ownerId,
			email,
		]);
		expect(seen).toEqual([
			[1, 4, 1, 'billing@example.org'],
			[2, 9, 1, 'billing@example.org'],
			[3, 5, 2, 'maria.costa@example.org'],
			[4, 1, 77, 'ann.lee@example.org'],
		]);
		const bindingsOf = async (id: number) =>
			(await call('mail.message.get', { id })).body.result.item.bindings;
		expect(await bindingsOf(9)).toEqual([{ type: 'crm', entityTypeId: 3, entityId: 1 }]);
		expect(await bindingsOf(1)).toEqual([{ type: 'crm', entityTypeId: 3, entityId: 77 }]);
		expect(portal.calls[0]).toMatchObject({ effect: 'added', targetId: '1' });
	});

	it('all activities of a message are removed, and its sender is excluded', async () => {
		const { portal, call } = await start();
		for (const messageId of [5, 5, 6]) await call(CREATE, { messageId });
		for (let nth = 0; nth < 2; nth++) {
			expect((await call(REMOVE, { messageId: 5 })).body.result).toEqual({ result: true });
		}
		expect(portal.crmActivities.map(({ messageId }) => messageId)).toEqual([6]);
		expect(portal.crmExclusions).toEqual(['maria.costa@example.org']);
		expect(portal.messages[4]!.bindings).toEqual([]);
		expect(portal.calls.slice(-2).map(({ effect }) => effect)).toEqual(['deleted', 'none']);
	});

	it('a mailbox does not exclude itself', async () => {
		const { portal, call } = await start();
		portal.messages[1]!.bindings.push({ type: 'crm', entityTypeId: 3, entityId: 77 });
		await call(REMOVE, { messageId: 2 });
		expect(portal.messages[1]!.bindings).toEqual([]);
		expect(portal.crmExclusions).toEqual([]);
	});

	it.each([
		['S1', CREATE, undefined],
		['S1', REMOVE, [400, undefined, 'Access denied: no access to CRM']],
		['S4', CREATE, [400, 'MAIL_MESSAGE_CRM_ACCESS_DENIED', 'Kein Zugriff auf das CRM']],
		['S4', REMOVE, [400, 'MAIL_MESSAGE_CRM_ACCESS_DENIED', 'Kein Zugriff auf das CRM']],
	] as const)('%s, %s without access to the CRM', async (mailDialect, method, expected) => {
		const { call } = await start({ crmDenied: true, mailDialect, language: 'de' });
		const seen = await call(method, { messageId: 1 });
		expect(seen.status === 200 ? undefined : complaintOf(seen)).toEqual(expected);
	});
});
