/**
 * n8n's own engine for tests: it runs the node, tests its credentials and fills its lists as n8n does. Everything between
 * the parameters and the wire is n8n's own code; what is in n8n's server instead of its libraries is written anew here.
 */
export { binaryItem } from './binaryItem';
export { CredentialsStore } from './credentials';
export { generation } from './n8n';
export { withDescription } from './nodes';
export { packageNode, packageTrigger } from './packageUnderTest';
export { runCredentialTest, type CredentialTestResult } from './runCredentialTest';
export { runListSearch, runLoadOptions, type ListSearch } from './runEditorList';
export {
	runHttpRequestNodeLike,
	type HttpRequestNodeResult,
	type HttpRequestNodeRun,
} from './runHttpRequest';
export { runNode, type NodeRun, type NodeRunResult } from './runNode';
export { ActiveTrigger, type PollResult, type TriggeredWorkflow } from './runTrigger';
export type { LogEntry } from './runState';
export { helperFor, type CredentialName, type WithCredential } from './withCredential';
