/** Values of resource locators, as the editor stores them. */

/**
 * @param {string} value an ID, or an expression that yields one
 * @returns {import('n8n-workflow').INodeParameters} what one typed
 */
const byId = (value) => ({ __rl: true, mode: 'id', value });

/**
 * @param {string} value an address of Bitrix24, or an expression that yields one
 * @returns {import('n8n-workflow').INodeParameters} what one pasted
 */
const byUrl = (value) => ({ __rl: true, mode: 'url', value });

/**
 * @param {string} value an email address, or an expression that yields one
 * @returns {import('n8n-workflow').INodeParameters} what one typed
 */
const byAddress = (value) => ({ __rl: true, mode: 'address', value });

/**
 * @param {string} value a name, or an expression that yields one
 * @returns {import('n8n-workflow').INodeParameters} what one typed
 */
const byName = (value) => ({ __rl: true, mode: 'name', value });

/**
 * @param {string} value the ID, or the name, of what was chosen
 * @param {string} cachedResultName what the list shows for it
 * @returns {import('n8n-workflow').INodeParameters} what one chose from the list
 */
const fromList = (value, cachedResultName) => ({ __rl: true, mode: 'list', value, cachedResultName });

module.exports = { byAddress, byId, byName, byUrl, fromList };
