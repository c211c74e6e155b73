import type { INodeParameters } from 'n8n-workflow';
import { Bitrix24Mail } from '../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { RESOURCES } from '../../nodes/Bitrix24Mail/resources';
import { parametersOf } from '../samples';

/** Every operation of the node: `mailService get`. Each item is about another record: those that read one by one go in a batch. */
export const OPERATIONS: Array<[string, INodeParameters]> = RESOURCES.flatMap(
	({ value: resource, operations }) =>
		operations.map(({ value: operation }): [string, INodeParameters] => [
			`${resource} ${operation}`,
			parametersOf(resource, operation, 'perItem'),
		]),
);

const { listSearch, loadOptions } = new Bitrix24Mail().methods;

/** Every list of the editor, by the name that the node gives it, and what is typed into its search box. */
export const LISTS: Array<[string, string | undefined]> = [
	...Object.keys(listSearch).flatMap((name): Array<[string, string | undefined]> => [
		[name, undefined],
		[name, 'x'],
	]),
	...Object.keys(loadOptions).map((name): [string, undefined] => [name, undefined]),
];
