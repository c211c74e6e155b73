import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialTestFunction,
	type ICredentialType,
	type INodeType,
} from 'n8n-workflow';
import type { CredentialsHelper } from './credentials';
import { callTestFunction, route, type Run } from './n8n';
import { NO_OP_TYPE, nodeTypes, noOp } from './nodes';
import { packageNode } from './packageUnderTest';
import { recorded, type LogEntry } from './runState';
import { helperFor, type CredentialName } from './withCredential';
import { credentialOf, nodeOf } from './workflow';

/** The answer of n8n's credential test. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

interface FailedRequest {
	message: string;
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

/**
 * Tests a credential as the "Test"/"Save" of n8n's credential window does: with the request and the rules that its
 * type declares; or, for an OAuth2 type without a test, by looking for an access token; or with the function of the
 * node that says it tests it.
 *
 * @param type the credential type
 * @param data what the user typed (and `oauthTokenData` once connected)
 * @param credentialTypes other credential types than the package's
 * @param log takes what is logged
 * @returns what the user gets to read
 */
export async function runCredentialTest(
	type: CredentialName,
	data: ICredentialDataDecryptedObject,
	credentialTypes?: ICredentialType[],
	log?: LogEntry[],
): Promise<CredentialTestResult> {
	const credentialsHelper = await helperFor({ credential: { type, data }, credentialTypes });
	const { test } = credentialsHelper.type(type);
	if (!test) {
		const byNode = await testFunctionOf(type);
		if (!byNode || credentialsHelper.getParentTypes(type).includes('oAuth2Api')) {
			return testWithoutRequest(credentialsHelper, type, data);
		}
		return await recorded(async (state) => {
			const additionalData = { variables: {} } as never;
			const decrypted = await credentialsHelper.withDefaults(additionalData, data, type, 'internal');
			const id = credentialsHelper.store.id(type);
			const tested = callTestFunction(byNode, { id, name: type, type, data: decrypted });
			return await tested.finally(() => log?.push(...state.log));
		});
	}

	const node = nodeOf(NO_OP_TYPE, 'Temp-Node', credentialOf(credentialsHelper, type));
	const nodeType: INodeType = {
		description: {
			...noOp.description,
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes({ [NO_OP_TYPE]: nodeType }),
	});
	const helper = Object.create(credentialsHelper) as CredentialsHelper;
	const run: Run = { workflow, executionId: '', mode: 'internal', credentialsHelper: helper };
	const rules = test.rules ?? [];

	return await recorded(async (state) => {
		try {
			const additionalData = { variables: {} } as never;
			const decrypted = await credentialsHelper.withDefaults(additionalData, data, type, 'internal');
			// What the user sees in the window, saved or not, is what n8n tests.
			helper.getDecrypted = async (...args) =>
				args[5] ? await credentialsHelper.getDecrypted(...args) : decrypted;
			const id = credentialsHelper.store.id(type);
			const [item] = await route(run, node, nodeType, { id, name: type, type, data: decrypted });
			for (const rule of rules) {
				if (rule.type !== 'responseSuccessBody') continue;
				if (atPath(item?.json, rule.properties.key) === rule.properties.value) {
					return { status: 'Error', message: rule.properties.message };
				}
			}
			return { status: 'OK', message: 'Connection successful!' };
		} catch (thrown) {
			const error = thrown as FailedRequest;
			const response = error.cause?.response;
			if (!response) return { status: 'Error', message: error.cause?.code ?? error.message };
			for (const rule of rules) {
				if (rule.type === 'responseCode' && rule.properties.value === response.status) {
					return { status: 'Error', message: rule.properties.message };
				}
			}
			const refused = response.status < 199 || response.status > 299;
			const said = response.statusText || `Received HTTP status code: ${response.status}`;
			return { status: 'Error', message: refused ? said : error.message };
		} finally {
			log?.push(...state.log);
		}
	});
}

async function testFunctionOf(type: CredentialName): Promise<ICredentialTestFunction | undefined> {
	const { description, methods } = await packageNode();
	const testedBy = description.credentials?.find(({ name }) => name === type)?.testedBy;
	return typeof testedBy === 'string' ? methods?.credentialTest?.[testedBy] : undefined;
}

function testWithoutRequest(
	helper: CredentialsHelper,
	type: string,
	data: ICredentialDataDecryptedObject,
): CredentialTestResult {
	if (!helper.getParentTypes(type).includes('oAuth2Api')) {
		return { status: 'Error', message: 'No testing function found for this credential.' };
	}
	const token = data.oauthTokenData;
	return typeof token === 'object' && token !== null && 'access_token' in token
		? { status: 'OK', message: 'Connection Successful!' }
		: { status: 'Error', message: 'This OAuth2 credential was not connected to an account.' };
}

const atPath = (value: unknown, path: string) =>
	path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
