import { existsSync } from 'node:fs';
import { chromium, selectors } from 'playwright-core';
import { owner } from '../../playground/lib/names.mjs';

selectors.setTestIdAttribute('data-test-id');

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const WIDTH = 1400;
const PATIENCE_MS = 30_000;
const SETTLE_MS = 700;

/** The expression editor keeps an empty box for its hints in the window's corner (CodeMirror's theme classes). */
const HIDDEN = '[class^="\u037c"] { visibility: hidden }';

/** Quiet, and able to run as root in a container, where Chromium's own sandbox is not available. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Starts Chromium without a window.
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws {Error} that names Chromium when it is not there
 */
export async function launchBrowser() {
	if (!existsSync(CHROMIUM)) {
		throw new Error(
			`No Chromium at ${CHROMIUM}: the editor cannot be driven. Install it (Debian and Ubuntu: apt-get install ` +
				'chromium) or name another one in CHROMIUM_PATH.',
		);
	}
	return await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/**
 * Opens n8n's editor in Chromium and signs in as the owner, through the form.
 * @param {string} url n8n's address
 * @returns {Promise<Editor>}
 * @throws {Error} that names Chromium when it is not there
 */
export async function openEditor(url) {
	const browser = await launchBrowser();
	const page = await browser.newPage({ viewport: { width: WIDTH, height: 875 } });
	page.setDefaultTimeout(PATIENCE_MS);
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[name="password"]').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((address) => !address.pathname.includes('signin'));
	return new Editor(url, browser, page);
}

/** What a user does in the editor. */
export class Editor {
	/**
	 * @param {string} url
	 * @param {import('playwright-core').Browser} browser
	 * @param {import('playwright-core').Page} page
	 */
	constructor(url, browser, page) {
		this.url = url;
		this.browser = browser;
		this.page = page;
	}

	/** @param {number} height of the window, in pixels */
	async resize(height) {
		await this.page.setViewportSize({ width: WIDTH, height });
	}

	/** @param {string} id a workflow's */
	async openWorkflow(id) {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
		await this.page.getByTestId('canvas-loading').waitFor({ state: 'detached' });
	}

	/**
	 * Presses "Execute workflow" and waits for the end of the run; the note about it is gone then.
	 * @param {'success' | 'error'} outcome
	 */
	async execute(outcome = 'success') {
		await this.page.getByTestId('execute-workflow-button').click();
		await this.page
			.locator(`.el-notification:has(.el-notification--${outcome}, .el-notification__icon)`)
			.waitFor();
		await this.page.locator('.el-notification__closeBtn').first().click();
		await this.page.locator('.el-notification').waitFor({ state: 'detached' });
	}

	/** @param {string} name a node's, on the canvas of the open workflow */
	async openNode(name) {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.page.getByTestId('parameter-input').first().waitFor();
	}

	/** @param {string} id a credential's; its dialog tests it when it opens */
	async openCredential(id) {
		await this.page.goto(`${this.url}/home/credentials/${id}`);
		await this.page.getByTestId('editCredential-modal').waitFor();
		await this.page.getByTestId('credential-connection-parameter').first().waitFor();
	}

	/**
	 * @param {string} testId a part of the page, by the name that n8n gives it for tests
	 * @returns {Promise<string>} the text in it
	 */
	async text(testId) {
		return await this.page.getByTestId(testId).first().innerText();
	}

	/** @param {string} file where the picture of the window goes, when nothing moves any more */
	async picture(file) {
		await this.page.waitForFunction(() => [...document.images].every((image) => image.complete));
		await this.page.waitForTimeout(SETTLE_MS);
		await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide', style: HIDDEN });
	}

	async close() {
		await this.browser.close();
	}
}
