/** How long n8n waits for more keys before it takes over what was typed into a field. */
const TYPED_MS = 500;

/** n8n's dialog of a credential, as a user meets it. */
export class CredentialDialog {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.dialog = page.getByTestId('editCredential-modal');
	}

	/** @param {'Webhook' | 'OAuth2'} kind of the new credential that the open node shall have */
	async create(kind) {
		await this.page.getByTestId('node-credentials-select').click();
		await this.page.getByTestId('node-credentials-select-item-new').first().click();
		await this.ready();
		await this.choose(kind);
	}

	/** @param {'Webhook' | 'OAuth2'} kind to change to, in the dialog of a new credential */
	async choose(kind) {
		await this.dialog.getByTestId('credential-mode-dropdown-trigger').click();
		await this.page.getByRole('menuitem', { name: kind }).click();
		await this.dialog.getByTestId('credential-mode-dropdown-trigger').getByText(kind).waitFor();
		await this.ready();
	}

	/** Opens the dialog of the credential that the open node has; n8n tests it then. */
	async reopen() {
		await this.page.getByTestId('credential-edit-button').click();
		await this.ready();
	}

	/** @param {Record<string, string>} fields what to type, by the fields' names */
	async fill(fields) {
		for (const [name, value] of Object.entries(fields)) {
			await this.dialog.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
		}
		await this.page.waitForTimeout(TYPED_MS);
	}

	/** Presses Save. The dialog of a new credential closes by itself when its test succeeds. */
	async save() {
		await this.dialog.getByTestId('credential-save-button').click();
	}

	/**
	 * Presses Connect and waits until the window that opens has closed again: the sign-in at the portal is done then.
	 */
	async connect() {
		const opened = this.page.waitForEvent('popup');
		await this.dialog.getByTestId('quick-connect-button').click();
		const window = await opened;
		if (!window.isClosed()) await window.waitForEvent('close');
	}

	/** @returns {Promise<string>} what the refusal of a test says, all of it */
	async refusal() {
		await this.dialog.getByText('More details').click();
		return await this.dialog.innerText();
	}

	/** @param {string} text waits until it is to be read in the dialog */
	async says(text) {
		await this.dialog.getByText(text).filter({ visible: true }).first().waitFor();
	}

	/** @returns {Promise<string>} the address that n8n shows for the application's settings in the portal */
	async redirectUrl() {
		return (await this.dialog.getByTestId('copy-input').locator('span').first().innerText()).trim();
	}

	async close() {
		await this.dialog.getByLabel('Close this dialog').click();
		await this.closed();
	}

	/** Waits until the dialog is gone. */
	async closed() {
		await this.dialog.waitFor({ state: 'detached' });
	}

	/** Waits until the dialog shows the fields. */
	async ready() {
		await this.dialog.waitFor();
		await this.dialog.getByTestId('credential-connection-parameter').first().waitFor();
	}
}
