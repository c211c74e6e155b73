import type { IPollFunctions } from 'n8n-workflow';
import type { Polled } from './poll/pollers';
import type { Settings } from './settings';

/** Tells n8n’s log what a poll has met that nobody would see otherwise. */
export function tell(context: IPollFunctions, settings: Settings, polled: Polled): void {
	const { logger } = context;
	const say = (text: string) => `${context.getNode().name}: ${text}`;
	if (polled.beginsAnew === 'broken') {
		logger.warn(
			say(
				'the saved state of earlier polls can’t be read. Messages received from now on start the workflow.',
			),
		);
	}
	if (polled.beginsAnew === 'otherList') {
		logger.info(
			say('the mailbox or the filters have changed. Messages received from now on start the workflow.'),
		);
	}
	if (polled.beginsAnew && polled.isEmpty && isOther(settings.list.folder)) {
		logger.warn(
			say(
				`there are no messages in the folder “${String(settings.list.folder)}”. If there should be some, check the spelling: Bitrix24 doesn’t say whether a folder exists.`,
			),
		);
	}
	if (polled.isFallingBehind) {
		logger.warn(
			say(
				`${polled.waiting} more messages are waiting for the next polls. If this number keeps growing, raise “Max Messages per Poll”, or poll more often.`,
			),
		);
	}
	if (!polled.isComplete) {
		logger.warn(
			say(
				'there was not enough time to check all messages. Lower “Look-Back (Hours)”, or narrow the filters.',
			),
		);
	}
	for (const { message } of polled.errors) logger.warn(say(`${message}. The next poll tries again.`));
}

const isOther = (folder: unknown) => typeof folder === 'string' && folder.toUpperCase() !== 'INBOX';
