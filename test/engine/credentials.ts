/**
 * n8n's helper for credentials, written anew: n8n's own is in its server (packages/cli), not in one of its libraries.
 */
import { randomUUID } from 'node:crypto';
import {
	deepCopy,
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalKeys } from './n8n';
import { noOp, nodeTypes } from './nodes';
import { oAuth2Api } from './oAuth2Api';

type Data = ICredentialDataDecryptedObject;

/**
 * Where n8n keeps credentials: what is written here, the next run reads. Share one between runs that go on at the
 * same time, or after each other, to let them see a renewed OAuth2 token. It holds one credential of each type.
 */
export class CredentialsStore {
	// n8n renews one credential once at a time, by its ID, in the whole process: two stores must not meet there.
	private readonly key = randomUUID();

	private readonly stored = new Map<string, Data>();

	/** The ID under which a node refers to the stored credential of that type. */
	id(type: string): string {
		return `${type}-${this.key}`;
	}

	has(type: string): boolean {
		return this.stored.has(type);
	}

	/** Stores a copy of the credential's data as a user's saving does. */
	write(type: string, data: Data): void {
		this.stored.set(type, deepCopy(data));
	}

	/**
	 * @returns a copy of the data as stored: no defaults, expressions unresolved
	 * @throws when there is none of that type
	 */
	read(type: string): Data {
		const data = this.stored.get(type);
		if (!data) throw new Error(`No credential of type "${type}" is stored`);
		return deepCopy(data);
	}
}

// n8n takes the defaults of these fields even when something else is stored, if the credential type hides them.
const PINNED_FIELDS = [
	'useDynamicClientRegistration',
	'authUrl',
	'accessTokenUrl',
	'grantType',
	'authentication',
	'usePkce',
	'requestTokenUrl',
	'signatureMethod',
];

// n8n adds these to a credential when a user limits where it may be sent; the type need not declare them.
const UNDECLARED_FIELDS = ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains'];

const nobody: INode = {
	id: '',
	name: '',
	typeVersion: 1,
	type: 'mock',
	position: [0, 0],
	parameters: {},
};

const nowhere = () =>
	new Workflow({
		nodes: [nobody],
		connections: {},
		active: false,
		nodeTypes: nodeTypes({ mock: noOp }),
	});

/**
 * Does with credentials what n8n's own helper does: inheritance, defaults,
 * expressions, authentication, storing. Left out are encryption, external secrets, dynamic credentials and policies.
 */
export class CredentialsHelper extends ICredentialsHelper {
	private readonly types: Map<string, ICredentialType>;

	/**
	 * @param store what is stored
	 * @param types the credential types that are installed, `oAuth2Api` aside
	 * @param supportedNodes the full names of the nodes that ask for each credential type
	 */
	constructor(
		readonly store: CredentialsStore,
		types: ICredentialType[],
		private readonly supportedNodes: Record<string, string[]> = {},
	) {
		super();
		this.types = new Map([oAuth2Api, ...types].map((type) => [type.name, type]));
	}

	/** @throws when no such credential type is installed */
	type(name: string): ICredentialType {
		const type = this.types.get(name);
		if (!type) throw new Error(`No credential type "${name}"`);
		return type;
	}

	getParentTypes(name: string): string[] {
		const parents = this.types.get(name)?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		if (!this.types.get(credentialType)?.restrictToSupportedNodes) return true;
		return this.supportedNodes[credentialType]?.includes(nodeType) ?? false;
	}

	async authenticate(
		credentials: Data,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const { authenticate } = this.type(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (authenticate?.type !== 'generic') return options;
		if (!workflow || !node) throw new Error('Declarative authentication needs a workflow and a node');

		const resolved = (text: string): string => {
			if (!isExpression(text)) return text;
			const value = workflow.expression.getSimpleParameterValue(
				node,
				text,
				'internal',
				{ $credentials: credentials },
				undefined,
				'',
			);
			return value ? String(value) : '';
		};
		options.headers ??= {};
		const parts = options as unknown as Record<string, Record<string, string>>;
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			for (const [key, value] of Object.entries(entries as Record<string, string>)) {
				(parts[part] ??= {})[resolved(key)] = resolved(value);
			}
		}
		return options;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<Data | undefined> {
		const type = this.type(typeName);
		const expirable = type.properties.find((p) => p.type === 'hidden' && p.typeOptions?.expirable === true);
		if (!expirable || typeof type.preAuthentication !== 'function') return undefined;
		if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;

		const output = (await type.preAuthentication.call(helpers, credentials)) as Data;
		const details = node.credentials?.[typeName];
		if (output[expirable.name] === undefined || !details) return undefined;
		await this.updateCredentials(details, typeName, { ...this.store.read(typeName), ...output });
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Data,
		typeName: string,
	): Promise<Data | undefined> {
		const output = await this.type(typeName).preAuthentication?.call(helpers, credentials);
		return output as Data | undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Encrypted credentials are not part of this harness');
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<Data> {
		if (details.id !== this.store.id(type))
			throw new Error(`No credential "${details.id}" of type "${type}"`);
		const stored = this.store.read(type);
		if (raw) return stored;
		return await this.withDefaults(additionalData, stored, type, mode, executeData, resolveValues);
	}

	/**
	 * Stored data as a node sees it: the defaults of all fields that are shown or hidden for good, expressions
	 * resolved (`$self` being the credential itself).
	 *
	 * @param resolveValues the item for which a node asks; without, as n8n's credential window does it
	 */
	async withDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		stored: Data,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<Data> {
		const properties = this.getCredentialsProperties(type);
		const hidden = (field: string) => properties.some((p) => p.name === field && p.type === 'hidden');
		const kept = Object.fromEntries(
			Object.entries(stored).filter(([field]) => !PINNED_FIELDS.includes(field) || !hidden(field)),
		);
		const data = NodeHelpers.getNodeParameters(
			properties,
			kept as never,
			true,
			false,
			null,
			null,
		) as unknown as Data;
		for (const field of UNDECLARED_FIELDS) {
			if (stored[field] !== undefined && (field === 'oauthTokenData' || data[field] === undefined)) {
				data[field] = stored[field];
			}
		}

		const keys = additionalKeys(additionalData, mode);
		if (resolveValues) {
			return resolveValues.workflow.expression.getParameterValue(
				data as never,
				resolveValues.runExecutionData,
				resolveValues.runIndex,
				resolveValues.itemIndex,
				resolveValues.node.name,
				resolveValues.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data as never,
			) as unknown as Data;
		}
		const { expression } = nowhere();
		await expression.acquireIsolate();
		try {
			return expression.getComplexParameterValue(
				nobody,
				data as never,
				mode,
				keys,
				undefined,
				undefined,
				data as never,
			) as unknown as Data;
		} finally {
			await expression.releaseIsolate();
		}
	}

	async updateCredentials(_details: INodeCredentialsDetails, type: string, data: Data): Promise<void> {
		this.store.write(type, data);
	}

	async updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		type: string,
		data: Data,
	): Promise<void> {
		this.store.write(type, { ...this.store.read(type), oauthTokenData: data.oauthTokenData! });
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		const type = this.type(name);
		if (!type.extends) {
			if (name !== 'oAuth2Api') return type.properties;
			const token: INodeProperties = {
				displayName: 'oauthTokenData',
				name: 'oauthTokenData',
				type: 'json',
				default: {},
			};
			return [...type.properties, token];
		}
		const properties: INodeProperties[] = [];
		for (const parent of type.extends) {
			NodeHelpers.mergeNodeProperties(properties, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(properties, type.properties);
		return properties;
	}
}
