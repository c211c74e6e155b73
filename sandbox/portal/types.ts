import type { IncomingHttpHeaders } from 'node:http';
import type { Method } from './rest/methods';

/** The two generations of the REST API: `/rest/…` and `/rest/api/…`. */
export type ApiVersion = 'v1' | 'v3';
export type Language = 'en' | 'ru' | 'de';

/** A mail service as the portal stores it: strings or null, `ICON` as the ID of a file. */
export interface StoredService {
	ID: string;
	SITE_ID: string;
	ACTIVE: string;
	SORT: string;
	NAME: string;
	SERVER: string | null;
	PORT: string | null;
	ENCRYPTION: string | null;
	LINK: string | null;
	ICON: string | null;
	SMTP_SERVER: string | null;
	SMTP_PORT: string | null;
	SMTP_LOGIN_AS_IMAP: string | null;
	SMTP_PASSWORD_AS_IMAP: string | null;
	SMTP_ENCRYPTION: string | null;
	UPLOAD_OUTGOING: string | null;
}

export interface StoredMailbox {
	id: number;
	name: string;
	email: string;
	senderName: string;
	/** The users who may use it; everybody when left out. */
	userIds?: number[];
}

export interface StoredSender {
	email: string;
	name: string;
}

/** A leaky bucket's size: requests that fit in, and how many leave it each second. */
export interface BucketSize {
	brim: number;
	drainPerSecond: number;
}

export interface PortalOptions {
	/** A free one when left out. */
	port?: number;
	/** The language of the portal's own texts; English when left out. */
	language?: Language;
	/** For self-hosted installations: the path in front of `/rest/` and `/oauth/`, such as `/b24`. */
	pathPrefix?: string;
	/** PEM texts; with them the portal speaks HTTPS only. */
	tls?: { key: string; cert: string };
	/** Off unless given. */
	bucket?: BucketSize;
	/** Instead of the sample data. What a service leaves out gets the server's defaults. */
	services?: Array<Partial<StoredService>>;
	mailboxes?: Array<Partial<StoredMailbox>>;
	/** By default those of the sample data or, when `mailboxes` are given, one for each of them. */
	senders?: StoredSender[];
	/** Name files by their paths, `/upload/…`, as a portal without a cloud storage does, instead of by whole addresses. */
	filesByPath?: boolean;
	/** Refuse REST calls over plain HTTP, as the real server does. */
	requireHttps?: boolean;
	/** 3600 when left out. */
	accessTokenLifetimeSeconds?: number;
	/** The portal's clock, in milliseconds since 1970. Delays on demand are real time, whatever it says. */
	now?: () => number;
	/** Longer request bodies get the web server's 413 page. Unlimited when left out. */
	bodyLimitBytes?: number;
	/** How many requests and calls to remember, each; the oldest are forgotten. Unlimited when left out. */
	keepRecords?: number;
	/** Further REST methods, by name: for what the eleven do not show, a write of REST 3.0 for example. */
	methods?: Record<string, Method>;
}

export interface Rights {
	/** Administrator; true when left out. */
	admin?: boolean;
	/** Both scopes, `mailservice` and `mail`, when left out. */
	scopes?: string[];
	/** 1 when left out. */
	userId?: number;
}

export interface ApplicationOptions {
	clientId?: string;
	clientSecret?: string;
	/** The redirect address of the application's settings; it wins over `redirect_uri`. */
	redirectUri?: string;
	scopes?: string[];
}

export interface ApplicationKeys {
	clientId: string;
	clientSecret: string;
}

export interface TokenRights extends Rights {
	/** The application that they belong to, or its ID; a new one when left out. */
	application?: ApplicationKeys | string;
	/** Instead of random ones. */
	accessToken?: string;
	refreshToken?: string;
}

/** What the token endpoint answers. */
export interface TokenAnswer {
	access_token: string;
	/** Unix time. */
	expires: number;
	expires_in: number;
	scope: string;
	domain: string;
	server_endpoint: string;
	status: string;
	client_endpoint: string;
	member_id: string;
	user_id: number;
	refresh_token: string;
}

export type SignedBy = 'webhook' | 'bearer' | 'body' | 'query';

/** One HTTP request, whatever became of it. */
export interface RecordedRequest {
	/** Counts up from 1 over the portal's life. */
	id: number;
	/** GET, POST, … */
	method: string;
	/** Without prefix and query. */
	path: string;
	/** As it was sent: with prefix and query. */
	url: string;
	/** `other` is everything that is neither REST nor OAuth2. */
	version: ApiVersion | 'oauth' | 'other';
	/** In lower case; `oauth/authorize` and `oauth/token` for the OAuth2 endpoints. */
	restMethod: string;
	headers: IncomingHttpHeaders;
	query: Record<string, unknown>;
	rawBody: string;
	/** The parsed body; `{}` when it was empty or not understood. */
	body: unknown;
	/** How the caller identified itself, right or wrong; null when it did not. */
	signedBy: SignedBy | null;
	/** The address that the rate limit counts by. */
	remoteAddress: string;
	/** The portal's clock, in milliseconds. */
	time: number;
	/** The HTTP status answered; undefined until then, and for good when the connection was cut before. */
	status?: number;
	/** The code of the refusal, if it was one. The code can be empty. */
	refused?: string;
}

export type Effect = 'none' | 'added' | 'updated' | 'deleted';

/** One REST call that was carried out, by itself or within a batch. Refused calls did nothing and are not here. */
export interface RecordedCall {
	method: string;
	version: ApiVersion;
	params: Record<string, unknown>;
	userId: number;
	/** What it changed. An update whose values were all dropped changed nothing. */
	effect: Effect;
	/** The ID of what was changed. */
	targetId?: string;
	insideBatch: boolean;
	/** `RecordedRequest.id` of the request that carried it. */
	requestId: number;
	time: number;
}

/** The signed-in caller of a REST call. */
export interface Caller {
	userId: number;
	admin: boolean;
	scopes: readonly string[];
	/** Webhook or application: whose idempotency keys these are. */
	key: string;
}
