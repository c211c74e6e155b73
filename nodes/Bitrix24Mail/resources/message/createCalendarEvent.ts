import type { IDataObject } from 'n8n-workflow';
import { InputError, type Validator } from '../../execution/operation';
import { text } from '../../execution/validators';
import { wallClock } from '../../util/userDate';
import { defineOperation, parameter } from '../define';
import { oneRecord } from '../shared/output';
import { created } from './created';
import { messageLocator } from './messageLocator';
import { additionalFieldsOf } from '../shared/collections';

/** A time by the calendar’s own clock: Bitrix24 takes no offset. */
const time: Validator = (value, context) => {
	const result = wallClock(value, context.getTimezone());
	if (result !== undefined) return result;
	throw new InputError(
		'must be a date and time',
		'Choose one, or check that the expression returns one for this item, such as 2026-05-25T10:00:00.',
	);
};

const start = parameter({
	displayName: 'Start',
	name: 'start',
	type: 'dateTime',
	default: '',
	required: true,
	description: 'When the event starts, in the time zone of the user’s calendar',
	documentation:
		'When the event starts, in the time zone of the user’s calendar. 10:00 stays 10:00: an offset is ignored.',
	sendAs: 'dateFrom',
	validate: time,
});

const end = parameter({
	...start,
	displayName: 'End',
	name: 'end',
	description: 'When the event ends, in the time zone of the user’s calendar',
	documentation: 'When the event ends, in the same time zone. It can’t end before it starts.',
	sendAs: 'dateTo',
});

const additionalFields = additionalFieldsOf([
	parameter({
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Agree on the next steps',
		description: 'What the event is about. Bitrix24 adds a link to the message.',
		sendAs: 'description',
		validate: text,
	}),
	parameter({
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Call with the customer',
		description: 'The name of the event. Defaults to the subject of the message.',
		sendAs: 'name',
		validate: text,
	}),
]);

/** @see https://apidocs.bitrix24.com/api-reference/mail/message/mail-message-createcalendarevent.html */
export const createCalendarEvent = defineOperation({
	value: 'createCalendarEvent',
	name: 'Create Calendar Event',
	action: 'Create calendar event from message',
	description:
		'Create an event in the user’s calendar that links to a message. Running it again creates another event.',
	whoMay: 'users with access to the mailbox',
	method: 'mail.message.createcalendarevent',
	parameters: [messageLocator('messageId'), start, end, additionalFields],
	check: refuseReversed,
	output: { items: oneRecord, fields: created('eventId', 'the new event') },
});

/** Bitrix24 takes an event that ends before it begins. */
function refuseReversed({ dateFrom, dateTo }: Readonly<IDataObject>): InputError | undefined {
	if (String(dateFrom) <= String(dateTo)) return undefined;
	return new InputError('“Start” is later than “End”', 'Check both times.');
}
