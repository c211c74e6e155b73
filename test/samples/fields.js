/** What Bitrix24 says of the fields of REST 3.0. */

/**
 * @param {string} name of the field
 * @param {string} type of its values
 * @param {import('n8n-workflow').IDataObject[] | null} validationRules what its values have to keep
 * @returns {import('n8n-workflow').IDataObject} all that it says
 */
const field = (name, type, validationRules = null) => ({
	name,
	type,
	title: name,
	description: null,
	validationRules,
	requiredGroups: null,
	filterable: false,
	sortable: false,
	editable: false,
	multiple: false,
	elementType: null,
});

/**
 * @param {import('n8n-workflow').IDataObject} definition all that Bitrix24 says of a field
 * @returns {import('n8n-workflow').IDataObject} what the node puts out of it, simplified
 */
const simplifiedField = ({ name, type, title }) => ({ name, type, title });

module.exports = { field, simplifiedField };
