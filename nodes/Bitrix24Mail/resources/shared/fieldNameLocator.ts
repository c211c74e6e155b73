import { filledText } from '../../execution/validators';
import { parameter, type Parameter } from '../define';

/** What differs by resource. */
interface FieldsOf {
	/** What has the fields, as people call it: “mailbox”. */
	of: string;
	/** A name to show where one types one. */
	example: string;
	/** Their names, for the documentation. */
	names: readonly string[];
	/** The list of the editor to choose from. */
	search: string;
}

/** The parameter that names a field. */
export const fieldNameLocator = ({ of, example, names, search }: FieldsOf): Parameter =>
	parameter({
		displayName: 'Field Name',
		name: 'fieldName',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: `The ${of} field to get`,
		documentation: `The field: From list, or By Name (${names.map((name) => `\`${name}\``).join(', ')})`,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a field…',
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: `e.g. ${example}`,
			},
		],
		sendAs: 'name',
		validate: filledText,
	});
