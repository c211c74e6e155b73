import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, selectors } from 'playwright-core';
import { nodeDisplayName, owner } from '../../sandbox/n8n/names.mjs';
import { CredentialDialog } from './credentialDialog.mjs';

selectors.setTestIdAttribute('data-test-id');

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const WIDTH = 1400;
const USUAL_HEIGHT = 875;
const PATIENCE_MS = 60_000;
const SETTLE_MS = 700;

/** Where the parameters' column goes when the output gets all the room: n8n stops it at its own limit. */
const FAR_LEFT = 100;

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
	const page = await browser.newPage({ viewport: { width: WIDTH, height: USUAL_HEIGHT } });
	page.setDefaultTimeout(PATIENCE_MS);
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[name="password"]').fill(owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((address) => !address.pathname.includes('signin'));
	return new Editor(url, browser, page);
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Area a part of the window, in pixels */

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
		this.credential = new CredentialDialog(page);
	}

	/** @param {number} [height] of the window, in pixels */
	async resize(height = USUAL_HEIGHT) {
		await this.page.setViewportSize({ width: WIDTH, height });
	}

	/** @param {string} id a workflow's */
	async openWorkflow(id) {
		await this.#leaveCanvas();
		await this.#go(`/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
		await this.page.getByTestId('canvas-loading').waitFor({ state: 'detached' });
	}

	/** Presses "Create workflow" on the page of workflows. */
	async newWorkflow() {
		// Loaded anew: n8n would ask what is to become of the last workflow's changes.
		await this.page.goto(`${this.url}/home/workflows`);
		await this.page.getByTestId('add-resource-workflow').click();
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	/**
	 * Opens the node panel of an empty canvas and types into its search.
	 * @param {string} text
	 * @returns {Promise<string[]>} the names found
	 */
	async searchNode(text) {
		await this.page.getByTestId('canvas-plus-button').click();
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		await this.#found(nodeDisplayName).first().waitFor();
		return await this.page.getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** Chooses the node among what the search has found: the panel then shows its actions. */
	async showActions() {
		await this.#found(nodeDisplayName).first().click();
		// The search's result slides out of the panel.
		await this.#found(nodeDisplayName).waitFor({ state: 'detached' });
		const actions = this.page.getByTestId('node-creator-category-item').filter({ hasText: 'Actions' });
		await actions.waitFor();
		// In an empty workflow, n8n opens the triggers only.
		const offered = await this.page.getByTestId('node-creator-item-name').allInnerTexts();
		if (offered.every((name) => name.startsWith('On '))) await actions.click();
	}

	/** @param {string} action one of the node's, which puts the node on the canvas and opens it */
	async chooseAction(action) {
		await this.#found(action, true).click();
		await this.page.getByTestId('ndv').waitFor();
		await this.page.getByTestId('parameter-input').first().waitFor();
	}

	/** A new workflow with one of the node's actions, which stands open then: all of the above. */
	async startWith(action) {
		await this.newWorkflow();
		await this.searchNode('bitrix');
		await this.showActions();
		await this.chooseAction(action);
	}

	/**
	 * Adds another node after the last one on the canvas, by its plus, and opens it.
	 * @param {string} name as the node panel shows it
	 */
	async append(name) {
		await this.page.getByTestId('canvas-handle-plus').last().click();
		await this.page.getByTestId('node-creator-search-bar').fill(name);
		await this.#found(name, true).first().click();
		await this.page.getByTestId('ndv').waitFor();
	}

	/**
	 * Presses "Execute workflow" and waits for the end of the run; the note about it is gone then.
	 * @param {'success' | 'error'} outcome
	 */
	async execute(outcome = 'success') {
		await this.#run(outcome, 'execute-workflow-button');
	}

	/**
	 * Presses "Execute step" in the open node and waits for the end of the run.
	 * @param {'success' | 'error'} outcome
	 */
	async executeStep(outcome = 'success') {
		await this.#run(outcome, 'node-execute-button');
	}

	/** @param {string} name a node's, on the canvas of the open workflow */
	async openNode(name) {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.page.getByTestId('parameter-input').first().waitFor();
	}

	async closeNode() {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('ndv').waitFor({ state: 'detached' });
	}

	/** Drags the parameters of the open node to the left, as far as they go. */
	async widenOutput() {
		const box = await this.page.getByTestId('panel-drag-button').boundingBox();
		if (!box) throw new Error('The panels of the open node cannot be dragged');
		const { x, y } = box;
		await this.page.mouse.move(x + 5, y + 5);
		await this.page.mouse.down();
		await this.page.mouse.move(FAR_LEFT, y + 5, { steps: 5 });
		await this.page.mouse.up();
	}

	/** @param {string} parameter one that is "From list": its list opens */
	async openList(parameter) {
		await this.page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
	}

	/** @param {string} text for the search of the open list */
	async searchList(text) {
		await this.page.getByTestId('rlc-search').fill(text);
	}

	/** @param {string} id a credential's; its dialog tests it when it opens */
	async openCredential(id) {
		await this.page.goto(`${this.url}/home/credentials/${id}`);
		await this.credential.ready();
	}

	/** Shows the whole workflow on the canvas. */
	async fitCanvas() {
		await this.page.getByTestId('zoom-to-fit').click();
	}

	/**
	 * @param {string} testId a part of the page, by the name that n8n gives it for tests
	 * @returns {Promise<string>} the text in it
	 */
	async text(testId) {
		return await this.page.getByTestId(testId).first().innerText();
	}

	/**
	 * Waits until a part of the page shows a text.
	 * @param {string} testId
	 * @param {string} text
	 */
	async shows(testId, text) {
		await this.page.getByTestId(testId).filter({ hasText: text }).first().waitFor();
	}

	/**
	 * @param {string} file where the picture goes, when nothing moves any more
	 * @param {Area} [area] what it shows; the window when left out
	 * @param {string} [without] what it leaves out: a selector
	 */
	async picture(file, area, without) {
		await mkdir(path.dirname(file), { recursive: true });
		await this.page.waitForFunction(
			() =>
				[...document.images].every((image) => image.complete) &&
				document.querySelector('.vue-flow__node .n8n-node-icon:not(:has(img, svg))') === null,
		);
		await this.page.waitForTimeout(SETTLE_MS);
		await this.page.screenshot({
			path: file,
			clip: area,
			animations: 'disabled',
			caret: 'hide',
			style: without ? `${HIDDEN} ${without} { visibility: hidden }` : HIDDEN,
		});
	}

	/** Closes n8n's notes about what has happened. */
	async closeNotes() {
		const buttons = this.page.locator('.el-notification__closeBtn');
		while ((await buttons.count()) > 0) {
			// One that goes by itself in this moment needs no click.
			await buttons
				.first()
				.click({ timeout: SETTLE_MS })
				.catch(() => {});
			await this.page.waitForTimeout(SETTLE_MS);
		}
	}

	async close() {
		await this.browser.close();
	}

	/** Goes to the page of workflows: no node of the last one is to be seen any more. */
	async #leaveCanvas() {
		await this.#go('/home/workflows');
		await this.page.getByTestId('add-resource-workflow').waitFor();
		await this.page.getByTestId('canvas-node').first().waitFor({ state: 'detached' });
	}

	/**
	 * Goes to another page of the editor as its own links do, without loading the editor anew: that takes as long as all else.
	 * A dialog would stay open: then the page is loaded.
	 * @param {string} address below n8n's
	 */
	async #go(address) {
		const isCanvas = (await this.page.getByTestId('canvas-wrapper').count()) > 0;
		const isList = (await this.page.getByTestId('add-resource-workflow').count()) > 0;
		const isDialog = (await this.page.locator('.el-dialog:visible').count()) > 0;
		if ((isCanvas || isList) && !isDialog) {
			await this.page.evaluate((to) => {
				history.pushState({}, '', to);
				window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
			}, address);
		} else await this.page.goto(`${this.url}${address}`);
	}

	#found(name, exact = false) {
		return this.page
			.getByTestId('node-creator-item-name')
			.filter({ has: this.page.getByText(name, { exact }) });
	}

	/**
	 * Runs something and waits for the note about its end. All notes are gone then.
	 * @param {'success' | 'error'} outcome
	 * @param {string} button what to press
	 */
	async #run(outcome, button) {
		await this.closeNotes();
		await this.page.getByTestId(button).click();
		await this.page.locator(`.el-notification .el-notification--${outcome}`).first().waitFor();
		await this.closeNotes();
	}
}
