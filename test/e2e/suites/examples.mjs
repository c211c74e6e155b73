import { everyExample } from './examples/every-example.mjs';
import { keepServicesInLine } from './examples/keep-services-in-line.mjs';
import { mailServiceSync } from './examples/mail-service-sync.mjs';
import { mailboxWalk } from './examples/mailbox-walk.mjs';
import { mailboxesWithoutSender } from './examples/mailboxes-without-sender.mjs';
import { notes } from './examples/notes.mjs';
import { onboardingForm } from './examples/onboarding-form.mjs';
import { orderToMailService } from './examples/order-to-mail-service.mjs';

/** @param {import('../stage.mjs').Stage} stage */
export function examplesSuite(stage) {
	notes(stage);
	exampleRunsSuite(stage);
}

/**
 * The examples without their looks in the editor.
 * @param {import('../stage.mjs').Stage} stage
 */
export function exampleRunsSuite(stage) {
	everyExample(stage);
	mailboxWalk(stage);
	mailServiceSync(stage);
	orderToMailService(stage);
	keepServicesInLine(stage);
	mailboxesWithoutSender(stage);
	onboardingForm(stage);
}
