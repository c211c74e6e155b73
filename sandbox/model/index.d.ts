/** See index.js. */
export function startModel(options?: { port?: number; apiKey?: string }): Promise<Model>;

export interface Model {
	/** The base URL, with `/v1` at its end. */
	url: string;
	apiKey: string;
	/** The bodies of the requests for chat completions, in their order. */
	requests: ChatRequest[];
	close(): Promise<void>;
}

export interface ChatRequest {
	model: string;
	stream?: boolean;
	messages: Array<{
		role: string;
		content: unknown;
		tool_calls?: Array<{ function: { name: string; arguments: string } }>;
	}>;
	tools?: Array<{ function: { name: string; description: string; parameters: Record<string, unknown> } }>;
}
