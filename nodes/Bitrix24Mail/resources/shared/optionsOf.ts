import { parameter, type Parameter } from '../define';

/** A collection named Options. */
export const optionsOf = (options: Parameter[]): Parameter =>
	parameter({
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	});
