import { B24Hook } from '@bitrix24/b24jssdk';
import { serviceName } from '../loads';
import type { Contender } from './contender';

/** Bitrix24's own client, with its own limits and its own batches of any number of calls. */
export const contender: Contender = {
	run: async ({ webhookUrl }, { kind, count }) => {
		const client = B24Hook.fromWebhookUrl(webhookUrl);
		const calls = Array.from({ length: count }, (_, index) =>
			kind === 'read'
				? { method: 'mailservice.get', params: { ID: index + 1 } }
				: { method: 'mailservice.add', params: { NAME: serviceName(index + 1) } },
		);
		const result = await client.actions.v2.batchByChunk.make<number | { ID: string }>({
			calls,
			options: { isHaltOnError: false },
		});
		const answers = result.getData() ?? [];
		return answers.map((answer) => Number(typeof answer === 'object' ? answer.ID : answer));
	},
};
