import { fieldNames } from '../../execution/validators';
import { parameter } from '../define';
import { FIELD_PROPERTIES } from './fieldOutput';

/** The choice of what to return of a field of REST 3.0. */
export const fieldProperties = parameter({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	// A tool has “Output Fields” for it.
	displayOptions: { show: { '@tool': [false] } },
	options: [
		parameter({
			displayName: 'Properties',
			name: 'properties',
			type: 'multiOptions',
			default: [],
			description: 'The properties to return, with Simplify on or off',
			documentation: 'The properties to return, with Simplify on or off',
			options: Object.entries(FIELD_PROPERTIES)
				.map(([value, { label }]) => ({ name: label, value }))
				.sort((a, b) => a.name.localeCompare(b.name, 'en')),
			sendAs: 'select',
			validate: fieldNames,
		}),
	],
});
