/** See page.js. */
export interface Entry {
	date: string;
	where: string;
	figures: Record<string, number>;
}
export function entriesOf(
	reports: Array<{ suite: string; part?: string; date: string; [figure: string]: unknown }>,
	where: string,
): Record<string, Entry>;
export function alarms(entries: Record<string, Entry>): string[];
export function pageOf(entries: Record<string, Entry>): string;
