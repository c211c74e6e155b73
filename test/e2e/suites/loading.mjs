import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credentialIds, nodeDisplayName, nodeType, packageName } from '../../../sandbox/n8n/names.mjs';
import { connectAccount } from '../oauth2-connect.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export function loadingSuite(stage) {
	describe('n8n and the package', () => {
		it('loads the node from the packed tarball', async () => {
			const [description] = await stage.api.call('POST', '/node-types', {
				nodeInfos: [{ name: nodeType, version: 1 }],
			});
			assert.equal(description.displayName, nodeDisplayName);
			assert.match(description.iconUrl.light, /bitrix24Mail\.svg$/);
		});

		it('serves the icon in its light and its dark form', async () => {
			const [description] = await stage.api.call('POST', '/node-types', {
				nodeInfos: [{ name: nodeType, version: 1 }],
			});
			for (const address of Object.values(description.iconUrl)) {
				const response = await fetch(`${stage.server.url}/${address}`);
				assert.equal(response.status, 200, address);
				assert.match(await response.text(), /<svg/);
			}
		});

		it('lists the package as an installed community package that works', async () => {
			const packages = await stage.api.call('GET', '/community-packages');
			assert.deepEqual(
				packages.map((entry) => [entry.packageName, entry.failedLoading ?? false]),
				[[packageName, false]],
			);
		});

		it('has nothing to say about the package in its log', () => {
			const about = stage.server
				.output()
				.split('\n')
				.filter((line) => /bitrix24/i.test(line));
			assert.deepEqual(about, []);
		});

		it('tests the webhook credential against the portal', async () => {
			const { id } = credentialIds.webhook;
			const credentials = await stage.api.call('GET', `/credentials/${id}?includeData=true`);
			const result = await stage.api.call('POST', '/credentials/test', { credentials });
			assert.deepEqual(result, { status: 'OK', message: 'Connection successful!' });
			assert.equal(stage.portal.calls.at(-1).method, 'scope');
		});

		it('connects an account through the OAuth2 sign-in', () => connectAccount(stage));
	});
}
