import type { Done } from '../../rest/methods';
import { refused } from '../../rest/requestParams';
import { mailboxOf } from './access';
import { addressOf, sameAddress } from './addresses';
import { DIALECTS } from './dialect';
import { readMessageId, requireMessage } from './links';
import { nextId } from './store';
import { sayOfMessages } from './texts';
import type { MessageCall } from './types';

/** The vendor's number for a contact. */
const CONTACT = 3;

/** `mail.message.createcrmactivity`: on the contact with the sender's address, which is made when there is none. */
export function createCrmActivity(call: MessageCall): Done {
	const id = readMessageId(call);
	const { store } = call;
	const code = DIALECTS[store.settings.mailDialect].crmDenied;
	// the first server asks for the module only
	refuseCrm(call, code !== undefined);
	const message = requireMessage(call, id);
	const email = addressOf(message.from);
	const known = store.crmActivities.find((one) => sameAddress(one.email, email));
	const bound = message.bindings.find((one) => one.type === 'crm');
	const owner = known ?? (bound && { ownerTypeId: bound.entityTypeId, ownerId: bound.entityId });
	const { ownerTypeId = CONTACT, ownerId = nextId(store, 'crmContacts', []) } = owner ?? {};
	const activityId = nextId(store, 'crmActivities', store.crmActivities);
	store.crmActivities.push({ id: activityId, messageId: id, ownerTypeId, ownerId, email });
	const isBound = message.bindings.some((one) => one.type === 'crm' && one.entityId === ownerId);
	if (!isBound) message.bindings.push({ type: 'crm', entityTypeId: ownerTypeId, entityId: ownerId });
	return { result: { result: true }, effect: 'added', targetId: String(activityId) };
}

/** `mail.message.removecrmactivity`: all activities of the message; who sent it is excluded from the CRM. */
export function removeCrmActivity(call: MessageCall): Done {
	const id = readMessageId(call);
	const { store } = call;
	refuseCrm(call, true);
	const message = requireMessage(call, id);
	const isBound = message.bindings.some(({ type }) => type === 'crm');
	if (!isBound) return { result: { result: true } };
	const email = addressOf(message.from);
	const isOutgoing = sameAddress(mailboxOf(call, message)?.email ?? '', email);
	if (!isOutgoing && !store.crmExclusions.includes(email)) store.crmExclusions.push(email);
	const kept = store.crmActivities.filter(({ messageId }) => messageId !== id);
	store.crmActivities.splice(0, store.crmActivities.length, ...kept);
	message.bindings = message.bindings.filter(({ type }) => type !== 'crm');
	return { result: { result: true }, effect: 'deleted', targetId: String(id) };
}

/** @throws Refusal without the CRM and, where it is asked, without access to it */
function refuseCrm({ store, language }: MessageCall, asksForAccess: boolean): void {
	const { missingModules, crmDenied, mailDialect } = store.settings;
	if (missingModules.includes('crm')) throw refused(language, sayOfMessages('noCrm', language));
	if (!asksForAccess || !crmDenied) return;
	const code = DIALECTS[mailDialect].crmDenied;
	const text = code === undefined ? 'Access denied: no access to CRM' : sayOfMessages('crmDenied', language);
	throw refused(language, text, code);
}
