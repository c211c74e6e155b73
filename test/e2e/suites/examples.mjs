import { automaticReply } from './examples/automatic-reply.mjs';
import { everyExample } from './examples/every-example.mjs';
import { keepServicesInLine } from './examples/keep-services-in-line.mjs';
import { mailServiceChanges } from './examples/mail-service-changes.mjs';
import { mailToChat } from './examples/mail-to-chat.mjs';
import { notes } from './examples/notes.mjs';
import { onboardingForm } from './examples/onboarding-form.mjs';
import { supportInbox } from './examples/support-inbox.mjs';
import { unreadDigest } from './examples/unread-digest.mjs';

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
	supportInbox(stage);
	automaticReply(stage);
	unreadDigest(stage);
	mailToChat(stage);
	keepServicesInLine(stage);
	mailServiceChanges(stage);
	onboardingForm(stage);
}
