import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { launchBrowser } from '../../editor.mjs';
import { keepData } from './kept-data.mjs';

const WORKFLOW = 'b24Onboarding001';

/** @param {import('../../stage.mjs').Stage} stage */
export function onboardingForm(stage) {
	describe('the onboarding form', () => {
		keepData(stage, 'services');
		/** @type {import('playwright-core').Browser} */
		let browser;
		before(async () => {
			await stage.api.activate(WORKFLOW);
			browser = await launchBrowser();
		});
		after(() => browser?.close());
		beforeEach(() => stage.portal.reset());

		const address = () => `${stage.server.url}/form/mail-onboarding`;
		const called = (method) => stage.portal.calls.filter((call) => call.method === method);
		const named = (name) => stage.portal.services.filter((service) => service.NAME === name);

		/**
		 * Fills in the form and sends it, as somebody does who has its address.
		 * @param {string} domains
		 * @returns {Promise<{ title: string, lines: string[] }>} what the page after it says
		 */
		const send = async (domains) => {
			const page = await browser.newPage({ viewport: { width: 900, height: 800 } });
			try {
				await page.goto(address());
				await page.getByLabel('Domains').fill(domains);
				await page.getByRole('button', { name: 'Create mail services' }).click();
				await page.waitForURL(/\/form-waiting\//);
				// The page tells n8n that it was seen, and the execution ends.
				const id = /form-waiting\/(\d+)/.exec(page.url())?.[1];
				assert.ok(id, page.url());
				const { status, error } = await stage.api.execution(id);
				assert.equal(status, 'success', JSON.stringify(error));
				await page.screenshot({ path: path.join(stage.folder, 'pictures', 'onboarding-result.png') });
				return {
					title: await page.locator('h1').innerText(),
					// n8n 1 shows them as one paragraph.
					lines: (await page.locator('.header p').innerText())
						.split(/\n| (?=[✓✗])/)
						.filter((line) => line !== ''),
				};
			} finally {
				await page.close();
			}
		};

		it('creates a mail service for each domain', async () => {
			assert.deepEqual(await send('first.example.com\n  Second.EXAMPLE.com \n\nfirst.example.com\n'), {
				title: '2 of 2 mail services are ready',
				lines: ['✓ first.example.com: created', '✓ second.example.com: created'],
			});
			for (const domain of ['first.example.com', 'second.example.com']) {
				const [service, ...more] = named(domain);
				assert.deepEqual(more, []);
				assert.deepEqual(
					[service.ACTIVE, service.SERVER, service.PORT, service.ENCRYPTION, service.LINK],
					['Y', `imap.${domain}`, '993', 'Y', `https://mail.${domain}/`],
				);
			}
			assert.equal(called('mailservice.add').length, 2);
		});

		it('makes none twice when it is sent twice', async () => {
			assert.deepEqual(await send('first.example.com\nthird.example.com'), {
				title: '2 of 2 mail services are ready',
				lines: ['✓ first.example.com: updated, as it was there already', '✓ third.example.com: created'],
			});
			assert.equal(named('first.example.com').length, 1);
			assert.equal(called('mailservice.add').length, 1);
		});

		it('says of each domain what became of it, in the order of the form', async () => {
			const [first] = named('first.example.com');
			stage.portal.services.push({ ...first, ID: '9200' });
			stage.portal.refuse('ERROR_CORE', { method: 'mailservice.add', times: 1, text: 'Отказано' });
			const { title, lines } = await send(
				[
					'refused.example.com',
					'two words.example.com',
					'first.example.com',
					'<img src=x onerror=alert(1)>',
					'localhost',
					'192.0.2.7',
					'bücher.example',
				].join('\n'),
			);
			assert.equal(title, '1 of 7 mail services are ready');
			assert.match(lines[0], /^✗ refused\.example\.com: Bitrix24 rejected the new mail service .*“Отказано”/);
			assert.match(
				lines[2],
				/^✗ first\.example\.com: There are several active mail services named “first\.example\.com”/,
			);
			assert.deepEqual(
				[1, 3, 4, 5, 6].map((index) => lines[index]),
				[
					'✗ two words.example.com: This is not a domain',
					'✗ <img src=x onerror=alert(1)>: This is not a domain',
					'✗ localhost: This is not a domain',
					'✗ 192.0.2.7: This is not a domain',
					'✓ bücher.example: created',
				],
			);
			for (const secret of stage.secrets) assert.ok(!lines.join('\n').includes(secret));
			stage.portal.services.splice(
				stage.portal.services.findIndex(({ ID }) => ID === '9200'),
				1,
			);
		});

		it('asks the portal nothing when no line is a domain', async () => {
			assert.deepEqual(await send('nothing'), {
				title: '0 of 1 mail service is ready',
				lines: ['✗ nothing: This is not a domain'],
			});
			assert.equal(stage.portal.requests.length, 0);
		});

		it('takes blanks for no domain, also from those who get round the page', async () => {
			const form = new FormData();
			form.set('field-0', ' \n ');
			const sent = await fetch(address(), { method: 'POST', body: form });
			const page = await pageAfter(await sent.json());
			assert.match(page, /0 of 1 mail service is ready/);
			assert.match(page, /No domain was entered/);
			assert.equal(stage.portal.requests.length, 0);
		});
	});
}

/**
 * What the form's own script does after it was sent: asks until the workflow has come to the next page, and opens it.
 * @param {{ formWaitingUrl: string }} answer to the form
 * @returns {Promise<string>} the page's HTML
 */
async function pageAfter({ formWaitingUrl }) {
	const status = new URL(formWaitingUrl);
	status.pathname += '/n8n-execution-status';
	for (let tries = 0; tries < 100; tries++) {
		const text = (await (await fetch(status)).text()).trim();
		if (text === 'form-waiting') return await (await fetch(formWaitingUrl)).text();
		// n8n 1 waits for a moment before it knows for what.
		assert.match(text, /^(running|waiting)$/);
		await setTimeout(200);
	}
	throw new Error('The workflow does not come to its last page');
}
