import type { ResourceCall } from '../resource';
import type { MessageSettings } from './settings';

/** What a message is linked to. */
export type Binding =
	| { type: 'crm'; entityTypeId: number; entityId: number }
	| { type: 'task' | 'chat' | 'calendarEvent' | 'blogPost'; entityId: number };

/** A message as the portal stores it. */
export interface StoredMessage {
	/** Counts up in the order in which the portal stored them. */
	id: number;
	mailboxId: number;
	/** The path of its folder on the IMAP server; null for one that was sent and has not been uploaded yet. */
	folder: string | null;
	/** Further folders with a copy, as Gmail's labels make them. */
	alsoIn?: string[];
	subject: string;
	/** Headers: addresses with or without names, with commas. The portal shows 255 characters. */
	from: string;
	to: string;
	cc: string;
	bcc: string;
	/** When the mail server received it, in milliseconds. The portal knows whole seconds. */
	receivedAt: number;
	/** When the portal fetches it, in milliseconds; before that it is not there. There from the start when left out. */
	storedAt?: number;
	isSeen: boolean;
	/** Whether the portal has already fetched attachments. */
	hasAttachments: boolean;
	bindings: Binding[];
	/** Its HTML part. */
	html: string | null;
	/** Its text part. */
	text: string | null;
	/** Its Message-ID, without angle brackets. */
	messageId: string;
	/** The Message-ID of the message that it answers. */
	inReplyTo: string | null;
	/** Moved, and not yet found again by a synchronisation. */
	hidden?: boolean;
}

/** What the portal knows of a message that it has not stored: on the first servers it takes a place in lists. */
export type UnstoredRow = Pick<StoredMessage, 'mailboxId' | 'folder' | 'receivedAt' | 'isSeen'>;

/** A message that was sent. */
export interface SentMessage {
	id: number;
	kind: 'send' | 'reply' | 'forward';
	userId: number;
	/** The Idempotency-Key of the request. */
	idempotencyKey?: string;
	/** As the recipient sees it. */
	from: string;
	/** Null when it was sent by an SMTP server, without a mailbox. */
	mailboxId: number | null;
	/** Recipients, as they were resolved. */
	to: string[];
	cc: string[];
	bcc: string[];
	subject: string;
	/** The body as the caller gave it. */
	html: string;
	/** The body with what the portal quotes below it. */
	sentHtml: string;
	replyToMessageId?: number;
	forwardMessageId?: number;
	/** Whether attachments of the original went along. */
	withAttachments: boolean;
	/** In milliseconds. */
	sentAt: number;
}

interface Linked {
	id: number;
	messageId: number;
}

export interface StoredTask extends Linked {
	title: string;
	description: string | null;
	createdBy: number;
	responsibleId: number;
}

export interface StoredCalendarEvent extends Linked {
	name: string;
	description: string;
	/** As the clock shows it: `2026-05-25 10:00:00`. */
	dateFrom: string;
	dateTo: string;
	ownerId: number;
}

export interface StoredChat extends Linked {
	userIds: number[];
}

export interface StoredFeedPost extends Linked {
	title: string;
	text: string;
	authorId: number;
}

export interface StoredCrmActivity extends Linked {
	ownerTypeId: number;
	ownerId: number;
	/** The address by which the owner is known. */
	email: string;
}

/** What a portal can be told about its messages. */
export interface MessageOptions extends Partial<MessageSettings> {
	/** Instead of the sample data. IDs count up from 1. */
	messages?: Array<Partial<StoredMessage>>;
	unstored?: Array<Partial<UnstoredRow>>;
}

/** The data of this resource. Lists are live. */
export interface MessageStore {
	messages: StoredMessage[];
	unstored: UnstoredRow[];
	/** Everything that was sent, in order. */
	outbox: SentMessage[];
	/** Whose mail goes to spam, by user. */
	blacklist: Array<{ userId: number; email: string }>;
	tasks: StoredTask[];
	calendarEvents: StoredCalendarEvent[];
	chats: StoredChat[];
	feedPosts: StoredFeedPost[];
	crmActivities: StoredCrmActivity[];
	/** Addresses that the CRM leaves alone. */
	crmExclusions: string[];
	settings: MessageSettings;
	/** The highest ID that was ever given, by what it is for. */
	lastIds: Record<string, number>;
	/** Lets a message arrive now, unless it says otherwise; in the folder for spam when its sender is blacklisted. */
	deliver: (message?: Partial<StoredMessage>) => StoredMessage;
	/** Finds moved messages in their new folders, and sent ones in the folder for them. */
	synchronise: () => void;
}

export type MessageCall = ResourceCall<MessageStore>;
