/**
 * Parts of workflows, as n8n's JSON has them.
 */
import type { INode, INodeExecutionData, INodeType } from 'n8n-workflow';
import type { CredentialsHelper } from './credentials';

/** A node of a workflow. */
export const nodeOf = (type: string, name: string, more: Partial<INode> = {}): INode => ({
	id: name.toLowerCase().replace(/\W+/g, '-'),
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** What a node's JSON says of the stored credential of that type. */
export const credentialOf = (helper: CredentialsHelper, type: string): Pick<INode, 'credentials'> => ({
	credentials: { [type]: { id: helper.store.id(type), name: type } },
});

/** The version that a new node of that type gets. */
export const latestVersion = ({ description: { version } }: INodeType) => [version].flat().at(-1)!;

let lastExecution = 0;

/** An execution ID that no other run of this test file has. */
export const nextExecutionId = () => String(++lastExecution);

/** The items at each of a node's outputs; n8n's run data has null for an output without any. */
export const mainOutput = (outputs: Array<INodeExecutionData[] | null> | undefined): INodeExecutionData[][] =>
	(outputs ?? []).map((items) => items ?? []);
