import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { connectAccount } from '../oauth2-connect.mjs';
import { oauth2Id } from '../oauth2-copy.mjs';

/** Creates and deletes 120 services, in six requests. */
const WORKFLOW = oauth2Id('b24ManyItems0000');
const ITEMS = 120;
const EXECUTIONS = 10;

/** @param {import('../stage.mjs').Stage} stage */
export function oauth2Suite(stage) {
	const { api, portal } = stage;
	const run = async () => await api.runWorkflow(WORKFLOW, 'Start');
	const runAtOnce = async () => await Promise.all(Array.from({ length: EXECUTIONS }, run));
	const renewals = () => portal.requests.filter((request) => request.path.endsWith('/oauth/token/'));
	const carriedOut = (method) => portal.calls.filter((call) => call.method === method).length;

	describe('an OAuth2 connection in the course of time', () => {
		before(() => connectAccount(stage));

		it('is renewed once when ten executions at once find it expired, and nothing is lost or done twice', async () => {
			portal.reset();
			portal.expireTokens();
			const runs = await runAtOnce();
			for (const { status, error } of runs) assert.equal(status, 'success', JSON.stringify(error));
			assert.deepEqual(
				renewals().map((request) => request.status),
				[200],
			);
			assert.equal(carriedOut('mailservice.add'), EXECUTIONS * ITEMS);
			assert.equal(carriedOut('mailservice.delete'), EXECUTIONS * ITEMS);
			assert.ok(!portal.services.some((service) => service.NAME.startsWith('Service ')));
		});

		it('keeps the newest refresh token: the next renewal, which needs it, succeeds', async () => {
			const [{ body: last }] = renewals();
			portal.reset();
			portal.expireTokens();
			const { status, error } = await run();
			assert.equal(status, 'success', JSON.stringify(error));
			const [renewal, ...more] = renewals();
			assert.deepEqual([renewal.status, more], [200, []]);
			assert.notEqual(renewal.body.refresh_token, last.refresh_token);
		});

		it('says what to do when it was revoked', async () => {
			portal.reset();
			portal.revokeTokens();
			for (const { status, error } of await runAtOnce()) {
				assert.equal(status, 'error');
				assert.match(error.message, /the connection to Bitrix24 has expired/);
				assert.match(error.description, /Reconnect the credential/);
			}
			assert.equal(portal.calls.length, 0);
		});

		it('works again as soon as the account is connected again', async () => {
			await connectAccount(stage);
			portal.reset();
			const { status, error } = await run();
			assert.equal(status, 'success', JSON.stringify(error));
			assert.equal(renewals().length, 0);
		});
	});
}
