import { randomBytes } from 'node:crypto';
import { Refusal } from '../refusals';
import type { ApplicationKeys, ApplicationOptions, Caller, Rights, TokenAnswer, TokenRights } from '../types';

const CODE_LIFETIME_MS = 30_000;
const REFRESH_LIFETIME_MS = 180 * 24 * 3600_000;

export interface Application extends ApplicationKeys {
	redirectUri?: string;
	scopes: string[];
}

interface Grant {
	application: Application;
	rights: Required<Rights>;
}

interface Code extends Grant {
	expiresAt: number;
}

interface Session extends Grant {
	accessToken: string;
	accessExpiresAt: number;
	refreshToken: string;
	refreshExpiresAt: number;
	/** The refresh token is dead: used, or revoked. The access token lives on until it expires. */
	spent: boolean;
}

interface AccessParts {
	/** Milliseconds. */
	now: () => number;
	accessTokenLifetimeSeconds: number;
	/** What applications and callers may do when nothing else is said. */
	scopes: readonly string[];
	/** `https://host/prefix`, for what the token endpoint says about the portal. */
	url: () => string;
}

/** Who may call the portal: webhooks, applications and their tokens (Bitrix24 REST: webhooks; OAuth 2.0 protocol). */
export class Access {
	readonly memberId = randomBytes(16).toString('hex');
	private readonly webhooks = new Map<string, Required<Rights>>();
	private readonly applications = new Map<string, Application>();
	private readonly codes = new Map<string, Code>();
	private readonly byAccessToken = new Map<string, Session>();
	private readonly byRefreshToken = new Map<string, Session>();

	constructor(private readonly parts: AccessParts) {}

	/** A webhook's user and secret code. */
	addWebhook({ code = randomBytes(8).toString('hex'), ...rights }: Rights & { code?: string }) {
		const complete = this.complete(rights);
		this.webhooks.set(code, complete);
		return { userId: complete.userId, code };
	}

	addApplication(options: ApplicationOptions): Application {
		const application = {
			clientId: options.clientId ?? `local.${randomBytes(7).toString('hex')}`,
			clientSecret: options.clientSecret ?? randomBytes(25).toString('hex'),
			redirectUri: options.redirectUri,
			scopes: options.scopes ?? [...this.parts.scopes],
		};
		this.applications.set(application.clientId, application);
		return application;
	}

	findApplication(clientId: string): Application | undefined {
		return this.applications.get(clientId);
	}

	/** A code for the token endpoint: valid for 30 seconds, and once. */
	addCode(application: Application, rights: Rights): string {
		const code = randomBytes(35).toString('hex');
		const expiresAt = this.parts.now() + CODE_LIFETIME_MS;
		this.codes.set(code, { application, rights: this.complete(rights, application), expiresAt });
		return code;
	}

	/** Tokens for a code; nothing when the code is not valid for this application. */
	redeemCode(code: string, application: Application): TokenAnswer | undefined {
		const grant = this.codes.get(code);
		this.codes.delete(code);
		if (grant === undefined || grant.application !== application) return undefined;
		return grant.expiresAt > this.parts.now() ? this.issue(grant) : undefined;
	}

	/** New tokens for a refresh token, which is dead from then on; nothing when it is not valid. */
	refresh(refreshToken: string, application: Application): TokenAnswer | undefined {
		const session = this.byRefreshToken.get(refreshToken);
		if (session === undefined || session.spent || session.application !== application) return undefined;
		if (session.refreshExpiresAt <= this.parts.now()) return undefined;
		session.spent = true;
		return this.issue(session);
	}

	/** Tokens as if the user had just connected the application. */
	issueTokens({ application, accessToken, refreshToken, ...rights }: TokenRights): TokenAnswer {
		const clientId = typeof application === 'string' ? application : application?.clientId;
		const known = clientId === undefined ? this.addApplication({}) : this.findApplication(clientId);
		if (known === undefined) throw new Error(`The portal has no application ${clientId}`);
		return this.issue(
			{ application: known, rights: this.complete(rights, known) },
			accessToken,
			refreshToken,
		);
	}

	expireTokens(): void {
		const now = this.parts.now();
		for (const session of this.byAccessToken.values()) {
			session.accessExpiresAt = Math.min(session.accessExpiresAt, now);
		}
	}

	revokeTokens(): void {
		this.expireTokens();
		for (const session of this.byRefreshToken.values()) session.spent = true;
	}

	/** @throws Refusal INVALID_CREDENTIALS */
	webhookCaller(userId: number, code: string): Caller {
		const rights = this.webhooks.get(code);
		if (rights?.userId !== userId) throw new Refusal('INVALID_CREDENTIALS', { status: 401 });
		return { ...rights, key: `webhook ${code}` };
	}

	/** @throws Refusal NO_AUTH_FOUND or expired_token */
	tokenCaller(accessToken: string | undefined): Caller {
		const session = accessToken === undefined ? undefined : this.byAccessToken.get(accessToken);
		if (session === undefined) throw new Refusal('NO_AUTH_FOUND');
		if (session.accessExpiresAt <= this.parts.now()) throw new Refusal('expired_token');
		return { ...session.rights, key: `application ${session.application.clientId} ${session.rights.userId}` };
	}

	private complete({ admin, scopes, userId }: Rights, application?: Application): Required<Rights> {
		const granted = scopes ?? application?.scopes ?? [...this.parts.scopes];
		return { admin: admin ?? true, scopes: granted, userId: userId ?? 1 };
	}

	private issue(
		{ application, rights }: Grant,
		accessToken = randomToken(),
		refreshToken = randomToken(),
	): TokenAnswer {
		const now = this.parts.now();
		const lifetime = this.parts.accessTokenLifetimeSeconds;
		const session = {
			application,
			rights,
			accessToken,
			accessExpiresAt: now + lifetime * 1000,
			refreshToken,
			refreshExpiresAt: now + REFRESH_LIFETIME_MS,
			spent: false,
		};
		this.byAccessToken.set(accessToken, session);
		this.byRefreshToken.set(refreshToken, session);
		const url = this.parts.url();
		return {
			access_token: accessToken,
			expires: Math.floor(session.accessExpiresAt / 1000),
			expires_in: lifetime,
			scope: rights.scopes.join(','),
			domain: new URL(url).host,
			server_endpoint: `${url}/rest/`,
			status: 'L',
			client_endpoint: `${url}/rest/`,
			member_id: this.memberId,
			user_id: rights.userId,
			refresh_token: refreshToken,
		};
	}
}

/** As long as the vendor's tokens. */
function randomToken(): string {
	return randomBytes(35).toString('hex');
}
