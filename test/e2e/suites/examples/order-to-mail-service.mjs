import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { keepData } from './kept-data.mjs';

/** @param {import('../../stage.mjs').Stage} stage */
export function orderToMailService(stage) {
	describe('the order', () => {
		keepData(stage, 'services');
		before(() => stage.api.activate('b24OrderService01'));

		/** @param {unknown} body */
		const order = async (body) => {
			const response = await fetch(`${stage.server.url}/webhook/mail-service-order`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			return { status: response.status, body: await response.json() };
		};
		const added = () => stage.portal.calls.filter((call) => call.method === 'mailservice.add');

		it('creates a mail service, once, and answers with its ID', async () => {
			stage.portal.reset();
			const { status, body } = await order({ name: 'Ordered Mail', server: 'imap.example.com', port: 143 });
			assert.equal(status, 201);
			const service = stage.portal.services.find(({ NAME }) => NAME === 'Ordered Mail');
			assert.deepEqual(body, { id: Number(service.ID) });
			assert.equal(service.PORT, '143');
			assert.equal(added().length, 1);
		});

		it('is content with a name', async () => {
			const { status } = await order({ name: 'Only A Name' });
			assert.equal(status, 201);
			const service = stage.portal.services.find(({ NAME }) => NAME === 'Only A Name');
			assert.deepEqual([service.PORT, service.ENCRYPTION, service.ACTIVE], ['993', 'Y', 'Y']);
		});

		for (const [what, bad] of [
			['without a name', { server: 'imap.example.com' }],
			['with a blank name', { name: '  ' }],
			['with a port that is none', { name: 'Bad Port', port: 'imap' }],
		]) {
			it(`answers 400 to one ${what}, and asks the portal nothing`, async () => {
				stage.portal.reset();
				const { status, body } = await order(bad);
				assert.equal(status, 400);
				assert.match(body.error, /needs a "name"/);
				assert.equal(stage.portal.requests.length, 0);
			});
		}

		it('answers 502 with the reason when Bitrix24 refuses', async () => {
			stage.portal.refuse('ACCESS_DENIED', { method: 'mailservice.add', times: 1 });
			const { status, body } = await order({ name: 'Refused Mail' });
			assert.equal(status, 502);
			assert.match(
				body.error,
				/^Could not create mail service “Refused Mail”: .*plan does not include[^[]*$/,
			);
			assert.match(body.details, /commercial plans/);
			for (const secret of stage.secrets) assert.ok(!JSON.stringify(body).includes(secret));
		});
	});
}
