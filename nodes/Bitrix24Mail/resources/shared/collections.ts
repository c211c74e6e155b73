import { parameter, type Parameter } from '../define';

/** What makes a collection of optional parameters: its name, and what its button says. */
const collectionOf =
	(displayName: string, name: string, placeholder: string) =>
	(options: Parameter[]): Parameter =>
		parameter({ displayName, name, type: 'collection', placeholder, default: {}, options });

/** A collection of what can be set besides the required parameters. */
export const additionalFieldsOf = collectionOf('Additional Fields', 'additionalFields', 'Add Field');

/** A collection of what narrows a list down. */
export const filtersOf = collectionOf('Filters', 'filters', 'Add Filter');

/** A collection of what changes how an operation works. */
export const optionsOf = collectionOf('Options', 'options', 'Add Option');
