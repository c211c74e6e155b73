import type { INodeProperties } from 'n8n-workflow';

/** Lets one choose what to learn of a mailbox field (Bitrix24 REST 3.0: mail.mailbox.field.list). */
export const fieldProperties: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { resource: ['mailbox'], operation: ['getField', 'getFields'] } },
	options: [
		{
			displayName: 'Properties',
			name: 'properties',
			type: 'multiOptions',
			default: [],
			description: 'The properties of the field to return. All of them when none is chosen.',
			options: [
				{ name: 'Description', value: 'description' },
				{ name: 'Editable', value: 'editable' },
				{ name: 'Element Type', value: 'elementType' },
				{ name: 'Filterable', value: 'filterable' },
				{ name: 'Multiple', value: 'multiple' },
				{ name: 'Name', value: 'name' },
				{ name: 'Required Groups', value: 'requiredGroups' },
				{ name: 'Sortable', value: 'sortable' },
				{ name: 'Title', value: 'title' },
				{ name: 'Type', value: 'type' },
				{ name: 'Validation Rules', value: 'validationRules' },
			],
			routing: { send: { type: 'body', property: 'select' } },
		},
	],
};
