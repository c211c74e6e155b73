import type { Done } from './rest/methods';
import type { ApiVersion } from './types';

/** One line of the vendor's tables of errors. */
interface RefusalLine {
	status: number;
	code: string;
	text: string;
}

const line = (status: number, code: string, text: string): RefusalLine => ({ status, code, text });

const V3 = 'BITRIX_REST_V3_EXCEPTION_';

/** Refusals of REST 3.0, where the texts are in the portal's language unless the refusal is about the protocol. */
export const REST_3 = {
	validation: `${V3}VALIDATION_REQUESTVALIDATIONEXCEPTION`,
	invalidJson: `${V3}INVALIDJSONEXCEPTION`,
	unknownField: `${V3}UNKNOWNDTOPROPERTYEXCEPTION`,
	invalidSelect: `${V3}INVALIDSELECTEXCEPTION`,
	invalidPagination: `${V3}INVALIDPAGINATIONEXCEPTION`,
	notFound: `${V3}ENTITYNOTFOUNDEXCEPTION`,
	accessDenied: `${V3}ACCESSDENIEDEXCEPTION`,
	insufficientScope: `${V3}INSUFFICIENTSCOPEEXCEPTION`,
	methodNotFound: `${V3}METHODNOTFOUNDEXCEPTION`,
	rateLimit: `${V3}RATELIMITEXCEPTION`,
	keyReused: `${V3}IDEMPOTENCYKEYREUSEDEXCEPTION`,
	invalidKey: `${V3}INVALIDIDEMPOTENCYKEYEXCEPTION`,
	unknownOperator: `${V3}UNKNOWNFILTEROPERATOREXCEPTION`,
	invalidOrder: `${V3}INVALIDORDEREXCEPTION`,
	internal: `${V3}INTERNAL_INTERNALEXCEPTION`,
	fieldNotFound: 'BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION',
} as const;

/**
 * Every refusal with its HTTP status and English text (Bitrix24 REST: system error codes; batch; limits; OAuth 2.0
 * refusals). A resource throws codes that only its own methods have with text and status.
 */
export const REFUSALS: readonly RefusalLine[] = [
	// any method
	line(500, 'INTERNAL_SERVER_ERROR', 'Internal server error'),
	line(500, 'ERROR_UNEXPECTED_ANSWER', 'Server returned an unexpected response'),
	line(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests'),
	line(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit'),
	line(405, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage'),
	line(400, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded'),
	line(401, 'NO_AUTH_FOUND', 'Wrong authorization data'),
	line(400, 'INVALID_REQUEST', 'Https required'),
	line(503, 'OVERLOAD_LIMIT', 'REST API is blocked due to overload'),
	line(403, 'ACCESS_DENIED', 'REST API is available only on commercial plans'),
	line(403, 'INVALID_CREDENTIALS', 'Invalid request credentials'),
	line(404, 'ERROR_MANIFEST_IS_NOT_AVAILABLE', 'Manifest is not available'),
	line(
		403,
		'insufficient_scope',
		'The request requires higher privileges than provided by the webhook token',
	),
	line(401, 'expired_token', 'The access token provided has expired'),
	line(403, 'user_access_error', 'The user does not have access to the application'),
	line(500, 'PORTAL_DELETED', 'Portal was deleted'),
	line(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!'),
	// what a method of v1 finds wrong; the text says what
	line(400, 'ERROR_CORE', 'Access denied'),
	// REST 3.0
	line(400, REST_3.validation, 'Error validating the request object'),
	line(400, REST_3.invalidJson, 'Invalid JSON'),
	line(400, REST_3.unknownField, 'Unknown field'),
	line(400, REST_3.invalidSelect, 'Invalid select expression'),
	line(400, REST_3.invalidPagination, 'Invalid pagination parameter'),
	line(400, REST_3.unknownOperator, 'Unknown filter operator'),
	line(400, REST_3.invalidOrder, 'Invalid order'),
	line(500, REST_3.internal, 'Internal error'),
	line(400, REST_3.notFound, 'Record not found'),
	// 401 when the caller is not known, see rest/v3.ts
	line(403, REST_3.accessDenied, 'Access denied'),
	line(403, REST_3.insufficientScope, 'Insufficient scope'),
	line(404, REST_3.methodNotFound, 'Method not found'),
	line(429, REST_3.rateLimit, 'Request was blocked because the limit was exceeded'),
	line(422, REST_3.keyReused, 'The idempotency key was already used for another request'),
	line(400, REST_3.invalidKey, 'The idempotency key must be 1 to 255 printable ASCII characters'),
	line(400, REST_3.fieldNotFound, 'Field not found'),
	// the token endpoint
	line(400, 'invalid_request', 'An incorrectly formatted authorization request was provided'),
	line(400, 'invalid_client', 'Invalid client data was provided'),
	line(400, 'invalid_grant', 'Invalid authorization tokens were provided'),
	line(400, 'invalid_scope', 'The requested scope exceeds what the application was granted'),
	line(402, 'PAYMENT_REQUIRED', 'Payment required'),
];

const BY_CODE = new Map(REFUSALS.map((refusal) => [refusal.code, refusal]));

export interface RefusalDetails {
	/** Instead of the table's text. */
	text?: string;
	/** Instead of the table's status; 400 for codes that the table does not know. */
	status?: number;
	/** The shape of its body, when it is not the one of the path. */
	shape?: ApiVersion;
	/** REST 3.0 only: what is wrong with which field, or by which code of the server's. */
	validation?: Array<{ field?: string; message: string }>;
	/** What the call has done before it was refused; nothing when left out. */
	done?: Done;
}

/** A call that the portal refuses, thrown from wherever that is found out. */
export class Refusal extends Error {
	readonly status: number;
	readonly text: string;
	readonly shape: RefusalDetails['shape'];
	readonly validation: RefusalDetails['validation'];
	readonly done: RefusalDetails['done'];

	constructor(
		readonly code: string,
		{ text, status, shape, validation, done }: RefusalDetails = {},
	) {
		const known = BY_CODE.get(code);
		super(code);
		this.status = status ?? known?.status ?? 400;
		this.text = text ?? known?.text ?? '';
		this.shape = shape;
		this.validation = validation;
		this.done = done;
	}

	/** The body of the answer, in the shape of either version. */
	body(shape: ApiVersion): Record<string, unknown> {
		if (shape === 'v1') return { error: this.code, error_description: this.text };
		const { code, text: message, validation } = this;
		return { error: validation === undefined ? { code, message } : { code, message, validation } };
	}
}
