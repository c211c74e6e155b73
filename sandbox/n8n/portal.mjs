import { createRequire } from 'node:module';
import path from 'node:path';
import { step, upToDate } from './console.mjs';
import { takeLock } from './lock.mjs';
import { cache, root } from './paths.mjs';
import { run } from './process.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';

const compiled = path.join(cache, 'portal');

/**
 * Compiles the stand-in portal (sandbox/portal) when its sources have changed. When another process is about to, it waits
 * for that one.
 */
export async function buildPortal() {
	const lock = await takeLock(path.join(cache, 'portal.lock'), () => {});
	try {
		await buildUnlessThere();
	} finally {
		lock.release();
	}
}

async function buildUnlessThere() {
	const stampFile = path.join(compiled, '.stamp');
	const wanted = await hashOf(root, ['sandbox/portal', 'tsconfig.json']);
	if (await isStamped(stampFile, wanted)) return upToDate('The stand-in portal');
	await step('Compiling the stand-in portal', () =>
		run('npx', ['--no-install', 'tsc', '-p', 'sandbox/portal/tsconfig.json'], { cwd: root }),
	);
	await stamp(stampFile, wanted);
}

/**
 * Starts the compiled stand-in portal in this process, on 127.0.0.1.
 * @param {object} [options] as `startPortal` of sandbox/portal takes them
 * @returns {Promise<{ portal: any, access: import('./credentials.mjs').PortalAccess }>} the portal, and how an
 *   administrator calls it both ways
 */
export async function startPortal(options = {}) {
	const portal = await createRequire(import.meta.url)(path.join(compiled, 'index.js')).startPortal(options);
	const application = portal.application({ clientId: 'local.playground', clientSecret: 'playground-secret' });
	return {
		portal,
		access: {
			url: portal.url,
			tokenUrl: portal.tokenUrl,
			webhookUrl: portal.webhook({ admin: true, code: 'playground0code0' }),
			application,
			tokens: portal.tokens({ admin: true, application }),
		},
	};
}
