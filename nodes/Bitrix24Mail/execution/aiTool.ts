import type { INode } from 'n8n-workflow';

/**
 * Whether the node is one that an AI agent calls: n8n’s own sign of it, behind `@tool` in display options.
 */
export const isTool = ({ type }: Pick<INode, 'type'>): boolean => type.endsWith('Tool');
