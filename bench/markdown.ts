/** A column of a table in Markdown. */
export interface Column<Row> {
	title: string;
	cell: (row: Row) => string;
	/** What is no text is a number, and stands on the right. */
	isText?: true;
}

/** A table in Markdown. */
export function tableOf<Row>(columns: ReadonlyArray<Column<Row>>, rows: readonly Row[]): string {
	const lines = [
		columns.map(({ title }) => title),
		columns.map(({ isText }) => (isText ? '---' : '---:')),
		...rows.map((row) => columns.map(({ cell }) => cell(row))),
	];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A number as one writes it in English, with so many digits behind the point. */
export const round = (value: number, digits = 0) =>
	value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Bytes as megabytes, as one writes them in English. */
export const megabytes = (bytes: number) => round(bytes / 1024 ** 2);
