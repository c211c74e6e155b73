import type { INodePropertyOptions } from 'n8n-workflow';
import type { OperationDeclaration, Parameter } from '../../nodes/Bitrix24Mail/resources/define';
import { code, table, withoutFullStop } from './markdown';

const NONE = '–';

/** What a page says of the parameters of an operation, those of an AI tool too, in the order of the panel. */
export function inputTable({
	value,
	parameters,
}: Pick<OperationDeclaration, 'value' | 'parameters'>): string {
	const rows = parameters.flatMap((parameter) =>
		parameter.type === 'collection'
			? fieldsOf(parameter, value).map((field) => [
					`${parameter.displayName} → ${field.displayName}`,
					textOf(field),
					defaultInCollection(field, parameter),
				])
			: [[parameter.displayName, textOf(parameter), defaultOf(parameter)]],
	);
	return rows.length === 0
		? 'This operation has no parameters.'
		: table(['Parameter', 'Description', 'Default'], rows);
}

const textOf = ({ documentation, description = '' }: Parameter) =>
	documentation ?? withoutFullStop(description);

/** The fields of a collection that the panel has for an operation. They look at it by its path from the root. */
const fieldsOf = ({ options }: Parameter, operation: string) =>
	(options as Parameter[]).filter(
		({ displayOptions }) => !displayOptions?.hide?.['/operation']?.includes(operation),
	);

/** A resource locator has its value beside the way in which it is given. */
const isLocator = (value: Parameter['default']): value is { mode: string; value: string } =>
	typeof value === 'object' && value !== null && 'mode' in value;

/** The panel shows some fields of a collection from the start; the default of another one comes when it is added. */
function defaultInCollection(field: Parameter, { default: shown }: Parameter): string {
	const isShown = field.name in (shown as object);
	const value = defaultOf(field);
	return isShown || value === NONE ? value : `${value} when added`;
}

/** A default in words. */
function defaultOf({ default: declared, required, options = [] }: Parameter): string {
	if (required) return 'required';
	const value = isLocator(declared) ? declared.value : declared;
	if (typeof value === 'boolean') return value ? 'On' : 'Off';
	const values = [value].flat();
	const labels = values.map(
		(one) => (options as INodePropertyOptions[]).find((option) => option.value === one)?.name,
	);
	if (values.length > 0 && labels.every((label) => label !== undefined)) return labels.join(', ');
	return value === '' || values.length === 0 ? NONE : code(String(value));
}
