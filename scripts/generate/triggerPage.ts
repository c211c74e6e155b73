import { PARAMETERS } from '../../nodes/Bitrix24MailTrigger/panel/parameters';
import { replaceMarked } from '../markers';
import type { GeneratedFile } from './generatedFile';
import { inputTable } from './inputTable';

/** The page of the trigger: its table of parameters; all else is written by people. */
export function triggerPage(): GeneratedFile {
	return {
		name: 'docs/trigger.md',
		render: (before = '') =>
			replaceMarked(before, 'input', inputTable({ value: '', parameters: PARAMETERS })),
	};
}
