import { manyMailboxes, manyServices, startPortal, type Portal } from '..';
import { callerOf, post, postForm, send, standingClock } from '../testing/client';

describe('What the portal remembers', () => {
	const clock = standingClock();
	let portal: Portal;
	let call: ReturnType<typeof callerOf>;
	beforeEach(async () => {
		portal = await startPortal({ now: clock.now, pathPrefix: 'b24' });
		call = callerOf(portal, { userId: 8, code: 'c0de' });
	});
	afterEach(async () => await portal.close());

	it('every request, whatever became of it', async () => {
		await post(`${portal.url}/rest/8/c0de/MailService.Add.json?x=1`, { NAME: 'X' }, { 'X-Test': 'yes' });
		expect(portal.requests).toEqual([
			{
				id: 1,
				method: 'POST',
				path: '/rest/8/c0de/MailService.Add.json',
				url: '/b24/rest/8/c0de/MailService.Add.json?x=1',
				version: 'v1',
				restMethod: 'mailservice.add',
				headers: expect.objectContaining({ 'x-test': 'yes' }) as object,
				query: { x: '1' },
				rawBody: '{"NAME":"X"}',
				body: { NAME: 'X' },
				signedBy: 'webhook',
				remoteAddress: '127.0.0.1',
				time: clock.now(),
				status: 200,
			},
		]);
		await call('mail.mailbox.get');
		await send(portal.authorizeUrl);
		await postForm(portal.tokenUrl, 'a=b');
		await send(`${portal.url}/`);
		const seen = portal.requests.slice(1);
		expect(
			seen.map(({ version, restMethod, signedBy, status }) => [version, restMethod, signedBy, status]),
		).toEqual([
			['v3', 'mail.mailbox.get', 'webhook', 400],
			['oauth', 'oauth/authorize', null, 400],
			['oauth', 'oauth/token', null, 400],
			['other', '', null, 404],
		]);
		expect(seen[0]!.refused).toMatch(/REQUESTVALIDATION/);
		expect(seen.map(({ body }) => body)).toEqual([{}, {}, { a: 'b' }, {}]);
	});

	it('every call that was carried out, with its effect', async () => {
		await call('mailservice.add', { NAME: 'X' });
		await call('mailservice.update', { ID: 5, NAME: 'Y' });
		await call('mailservice.update', { ID: 5, NAME: '' });
		await call('mailservice.update', { ID: 99, NAME: 'Y' });
		await call('batch', {
			cmd: { a: 'mailservice.delete?ID=5', b: 'mailservice.delete?ID=5', c: 'profile' },
		});
		expect(
			portal.calls.map(({ method, effect, targetId, insideBatch, requestId }) => [
				method,
				effect,
				targetId,
				insideBatch,
				requestId,
			]),
		).toEqual([
			['mailservice.add', 'added', '5', false, 1],
			['mailservice.update', 'updated', '5', false, 2],
			['mailservice.update', 'none', '5', false, 3],
			['mailservice.delete', 'deleted', '5', true, 5],
			['profile', 'none', undefined, true, 5],
		]);
		expect(portal.calls[0]).toMatchObject({
			params: { NAME: 'X' },
			userId: 8,
			version: 'v1',
			time: clock.now(),
		});
	});

	it('reset forgets requests, calls, faults and the bucket, and keeps the data', async () => {
		const limited = await startPortal({ bucket: { brim: 1, drainPerSecond: 0 } });
		const { requests, calls } = limited;
		const callLimited = callerOf(limited);
		await callLimited('mailservice.add', { NAME: 'Kept' });
		expect((await callLimited('profile')).status).toBe(503);
		limited.reset();
		expect([requests, calls]).toEqual([[], []]);
		expect((await callLimited('profile')).status).toBe(200);
		expect(requests).toHaveLength(1);
		expect(limited.services.at(-1)!.NAME).toBe('Kept');
		await limited.close();
	});

	it('as many as it is told to, the newest', async () => {
		const brief = await startPortal({ keepRecords: 3 });
		const callBrief = callerOf(brief);
		for (let nth = 1; nth <= 5; nth++) await callBrief('mailservice.get', { ID: 1, nth });
		await brief.close();
		expect(brief.requests.map(({ id }) => id)).toEqual([3, 4, 5]);
		expect(brief.calls.map(({ params }) => params.nth)).toEqual([3, 4, 5]);
	});

	it('data can be given, made in numbers, and changed while it runs', async () => {
		const large = await startPortal({ services: manyServices(150), mailboxes: manyMailboxes(2) });
		const callLarge = callerOf(large);
		expect((await callLarge('mailservice.list')).body.result).toHaveLength(150);
		large.services.splice(1);
		large.mailboxes.push({ id: 7, name: 'Late', email: 'late@example.com', senderName: 'Late' });
		expect((await callLarge('mailservice.list')).body.result).toHaveLength(1);
		expect((await callLarge('mail.mailbox.get', { id: 7 })).body.result.item.name).toBe('Late');
		await large.close();
	});

	it('two portals know nothing of each other', async () => {
		const other = await startPortal();
		const path = portal.webhook().replace(portal.url, other.url);
		expect((await post(`${path}profile`)).body.error).toBe('INVALID_CREDENTIALS');
		await other.close();
		expect(portal.requests).toEqual([]);
	});

	it('a given port that is taken is an error', async () => {
		const { port } = new URL(portal.url);
		await expect(startPortal({ port: Number(port) })).rejects.toThrow(/EADDRINUSE/);
	});
});
