import { fieldNames } from '../../execution/validators';
import { parameter } from '../define';

/** The choice of what to return of a field of REST 3.0. */
export const fieldProperties = parameter({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		parameter({
			displayName: 'Properties',
			name: 'properties',
			type: 'multiOptions',
			default: [],
			description: 'The properties to return. Leave empty to return all of them.',
			documentation: 'Which of the properties below to return. Leave empty to return all of them.',
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
			sendAs: 'select',
			validate: fieldNames,
		}),
	],
});
