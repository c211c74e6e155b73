import type { INodePropertyModeValidation } from 'n8n-workflow';

/** What the editor accepts where one types an ID into a resource locator. */
export const ID_VALIDATION: INodePropertyModeValidation[] = [
	{
		type: 'regex',
		properties: { regex: '^\\s*[1-9]\\d*\\s*$', errorMessage: 'Enter a whole number, such as 31' },
	},
];
