import assert from 'node:assert/strict';
import { credentialIds } from '../../sandbox/n8n/names.mjs';

/**
 * Connects the OAuth2 credential as the dialog's button “Connect my account” does, again if it was connected before.
 * The portal's consent sends the browser back to n8n, which fetches the tokens.
 * @param {import('./stage.mjs').Stage} stage
 */
export async function connectAccount({ api, server }) {
	const authorize = await api.call('GET', `/oauth2-credential/auth?id=${credentialIds.oAuth2.id}`);
	const back = await fetch(authorize, { redirect: 'manual' });
	const callback = back.headers.get('location');
	assert.ok(callback?.startsWith(`${server.url}/rest/oauth2-credential/callback?`), String(callback));
	const done = await fetch(String(callback), { headers: { cookie: api.cookie } });
	assert.equal(done.status, 200);
	assert.doesNotMatch(await done.text(), /error/i);
}
