import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const NODE = 'nodes/Bitrix24Mail';
const TRIGGER = 'nodes/Bitrix24MailTrigger';

/** A file, what it imports, and the beginning of the message by which ESLint refuses it; none when it is fine. */
const IMPORTS: Array<[string, string, string | undefined]> = [
	[`${NODE}/util/json.ts`, '../api/client', 'util is below api: '],
	[`${NODE}/util/json.ts`, '../execution/run', 'util is below execution: '],
	[`${NODE}/util/json.ts`, './clock', undefined],
	[`${NODE}/api/call.ts`, '../execution/run', 'api is below execution: '],
	[`${NODE}/api/batch/pack.ts`, '../../resources/define', 'api is below resources: '],
	[`${NODE}/api/batch/pack.ts`, '../../listSearch', 'api is below listSearch: '],
	[`${NODE}/api/client.ts`, '../credentialTest/testWebhook', 'api is below credentialTest: '],
	[`${NODE}/api/transport/http.ts`, '../../Bitrix24Mail.node', 'api is below *.node: '],
	[`${NODE}/api/transport/http.ts`, '../../util/json', undefined],
	[`${NODE}/execution/run.ts`, '../resources', 'execution is below resources: '],
	[`${NODE}/execution/run.ts`, '../Bitrix24Mail.node', 'execution is below *.node: '],
	[`${NODE}/resources/mailService/create.ts`, '../../listSearch', 'resources is below listSearch: '],
	[`${NODE}/listSearch/fetchList.ts`, '../Bitrix24Mail.node', 'listSearch is below *.node: '],
	[
		`${NODE}/listSearch/fetchList.ts`,
		'../credentialTest/testWebhook',
		'listSearch is beside credentialTest: ',
	],
	[`${NODE}/credentialTest/testWebhook.ts`, '../listSearch/entries', 'credentialTest is beside listSearch: '],
	[`${NODE}/resources/mailService/create.ts`, '../../execution/operation', undefined],
	[`${NODE}/Bitrix24Mail.node.ts`, './resources', undefined],

	[`${NODE}/api/methods/index.ts`, '../errors', 'api/methods is below errors: '],
	[`${NODE}/api/methods/index.ts`, '../call', 'api/methods is below call: '],
	[`${NODE}/api/errors/index.ts`, '../transport/http', 'api/errors is below transport: '],
	[`${NODE}/api/errors/index.ts`, '../batch/dispatch', 'api/errors is below batch: '],
	[`${NODE}/api/call.ts`, './client', 'api/call is below client: '],
	[`${NODE}/api/response.ts`, './transport/http', 'api/response is below transport: '],
	[`${NODE}/api/transport/http.ts`, '../batch/context', 'api/transport is below batch: '],
	[`${NODE}/api/transport/http.ts`, '../client', 'api/transport is below client: '],
	[`${NODE}/api/batch/dispatch.ts`, '../client', 'api/batch is below client: '],
	[`${NODE}/api/batch/dispatch.ts`, '../transport/request', undefined],
	[`${NODE}/api/errors/index.ts`, '../call', undefined],
	[`${NODE}/api/transport/http.ts`, '../response', undefined],

	...[
		`${NODE}/execution/run.ts`,
		`${NODE}/listSearch/fetchList.ts`,
		`${NODE}/credentialTest/testWebhook.ts`,
	].flatMap((file): Array<[string, string, string | undefined]> => [
		[file, '../api/transport/http', 'The one door to Bitrix24 is api/client: '],
		[file, '../api/batch/dispatch', 'The one door to Bitrix24 is api/client: '],
		[file, '../api/limits', 'The one door to Bitrix24 is api/client: '],
		[file, '../api/errors/local', 'The one door to Bitrix24 is api/client: '],
		[file, '../api/methods/types', 'The one door to Bitrix24 is api/client: '],
		[file, '../api/clientele', 'The one door to Bitrix24 is api/client: '],
		[file, '../api/client', undefined],
		[file, '../api/call', undefined],
		[file, '../api/errors', undefined],
		[file, '../api/errors/template', undefined],
		[file, '../api/methods', undefined],
		[file, '../util/json', undefined],
	]),
	[
		`${NODE}/resources/mailService/create.ts`,
		'../../api/response',
		'The one door to Bitrix24 is api/client: ',
	],
	[`${NODE}/resources/mailService/create.ts`, '../../api', 'The one door to Bitrix24 is api/client: '],
	[`${NODE}/Bitrix24Mail.node.ts`, './api/transport/http', 'The one door to Bitrix24 is api/client: '],

	[
		`${NODE}/listSearch/fetchList.ts`,
		'../../Bitrix24MailTrigger/trigger',
		'listSearch is below the trigger: ',
	],
	[`${NODE}/api/call.ts`, '../../Bitrix24MailTrigger/poll/memory', 'api is below the trigger: '],
	[`${TRIGGER}/trigger.ts`, '../Bitrix24Mail/api/transport/http', 'The one door to Bitrix24 is api/client: '],
	[
		`${TRIGGER}/portal/portalSource.ts`,
		'../../Bitrix24Mail/api/limits',
		'The one door to Bitrix24 is api/client: ',
	],
	[`${TRIGGER}/trigger.ts`, '../Bitrix24Mail/execution/run', 'The trigger has no items: '],
	[`${TRIGGER}/trigger.ts`, '../Bitrix24Mail/Bitrix24Mail.node', 'the trigger is beside *.node: '],
	[`${TRIGGER}/poll/poll.ts`, '../../Bitrix24Mail/api/client', 'poll is above util alone: '],
	[`${TRIGGER}/poll/poll.ts`, '../portal/portalSource', 'poll is below the rest of the trigger: '],
	[`${TRIGGER}/poll/poll.ts`, '../../Bitrix24Mail/util/json', undefined],
	[`${TRIGGER}/poll/poll.ts`, './memory', undefined],
	[`${TRIGGER}/trigger.ts`, '../Bitrix24Mail/api/client', undefined],
	[`${TRIGGER}/trigger.ts`, '../Bitrix24Mail/execution/errors', undefined],
	[`${TRIGGER}/portal/portalSource.ts`, '../../Bitrix24Mail/resources/message/filters', undefined],
	[`${TRIGGER}/portal/portalSource.ts`, '../poll/mailSource', undefined],

	['credentials/shared/connection.ts', '../../nodes/Bitrix24Mail/api/call', 'credentials is below nodes: '],
	['credentials/shared/connection.ts', './secrets', undefined],
	['test/floors.test.ts', '../nodes/Bitrix24Mail/api/transport/http', undefined],
];

/** Has ESLint look at files that import what is given, and tells which of it it refuses, in what words. */
const LINT = `
import { ESLint } from 'eslint';
const eslint = new ESLint({
	// Nothing but imports is looked at: no need to know the types.
	overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
	ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports',
});
let input = '';
for await (const chunk of process.stdin) input += chunk;
const messages = [];
for (const [filePath, source] of JSON.parse(input)) {
	for (const code of ["import { a } from '" + source + "';", "export type { A } from '" + source + "';"]) {
		const [result] = await eslint.lintText(code + '\\n', { filePath });
		messages.push(result.messages.map(({ message }) => message.replace(/^'.*?' import is restricted from being used by a pattern\\. /, '')));
	}
}
process.stdout.write(JSON.stringify(messages));
`;

describe('Imports go down only, and to Bitrix24 through one door', () => {
	let messages: string[][] = [];
	beforeAll(() => {
		const output = execFileSync(process.execPath, ['--input-type=module', '--eval', LINT], {
			cwd: ROOT,
			input: JSON.stringify(IMPORTS),
			encoding: 'utf8',
		});
		messages = JSON.parse(output) as string[][];
	}, 120_000);

	it.each(IMPORTS.map((row, index) => [...row, index] as const))('%s, of %s: %s', (_, __, refused, index) => {
		for (const found of [messages[2 * index]!, messages[2 * index + 1]!]) {
			expect(found).toHaveLength(refused === undefined ? 0 : 1);
			if (refused !== undefined) expect(found[0]!.startsWith(refused)).toBe(true);
		}
	});
});
