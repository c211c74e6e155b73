import type { IDataObject } from 'n8n-workflow';

/** What goes over the wire in one request. */
export interface HttpContent {
	/** The address, without any secret. */
	readonly url: string;
	/** An object of parameters, or the array of a REST 3.0 batch. */
	readonly body: IDataObject | IDataObject[];
	/**
	 * Makes a write of REST 3.0 safe to repeat: the portal answers a request whose key it knows with its first
	 * answer.
	 */
	readonly idempotencyKey?: string;
}

/** What one request asks for. */
export interface RequestContent extends HttpContent {
	/** Whether all that it asks for only reads. */
	readonly access: 'read' | 'write';
	/** Whether a server's fault is the answer, as the same was tried again before. */
	readonly isFinal?: boolean;
}
