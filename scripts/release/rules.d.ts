/** See rules.js. */
export interface Release {
	tag?: string;
	manifest: { version: string };
	lock: { version: string; packages: Record<string, { version?: string }> };
	changelog: Array<{ version?: string; date?: Date; changes: number }>;
	packed: { size: number; files: string[]; manifest: Record<string, unknown> };
}
export function judge(release: Release): Array<{ title: string; problems: string[] }>;
export function channelOf(version: string): 'latest' | 'next';
