/**
 * n8n's own data tables, which some examples read and write. n8n gives each table an ID of its own, so the examples name
 * them by the ids below, as a workflow does that comes from another n8n: whoever imports it chooses a table. Here, they are
 * made, and the workflows are told their IDs.
 *
 * @typedef {object} DataTable
 * @property {string} id by which the examples name it
 * @property {string} name as n8n shows it
 * @property {Array<{ name: string, type: 'string' | 'number' | 'boolean' | 'date' }>} columns
 * @property {Array<Record<string, string | number | boolean | null>>} rows what is in it at first
 */

/** @type {DataTable[]} */
export const dataTables = [
	{
		id: 'b24MailServices1',
		name: 'Mail services',
		columns: [
			{ name: 'name', type: 'string' },
			{ name: 'server', type: 'string' },
			{ name: 'port', type: 'number' },
			{ name: 'encryption', type: 'boolean' },
			{ name: 'link', type: 'string' },
		],
		rows: [
			serviceOf('Company Mail', 'example.com'),
			// An empty cell, as tables have them.
			{ ...serviceOf('Branch Office', 'branch.example.com'), link: null },
			serviceOf('Warehouse', 'warehouse.example.com'),
		],
	},
	{
		id: 'b24AutoReplies01',
		name: 'Automatic replies',
		columns: [
			{ name: 'address', type: 'string' },
			{ name: 'answeredAt', type: 'date' },
		],
		rows: [],
	},
];

/**
 * @param {string} name
 * @param {string} domain
 */
function serviceOf(name, domain) {
	return {
		name,
		server: `imap.${domain}`,
		port: 993,
		encryption: true,
		link: `https://mail.${domain}/`,
	};
}

/**
 * Makes the tables that workflows use, where n8n has none of that name, and puts their IDs into the workflows.
 * @param {import('./n8n-api.mjs').N8nApi} api
 * @param {any[]} workflows as they were imported
 */
export async function provideDataTables(api, workflows) {
	const users = workflows.filter((workflow) => dataTables.some((table) => isUsed(table, workflow)));
	if (users.length === 0) return;
	const tables = dataTables.filter((table) => users.some((workflow) => isUsed(table, workflow)));
	const project = await api.call('GET', '/projects/personal');
	const ids = new Map();
	for (const table of tables) ids.set(table.id, await idOf(api, project.id, table));

	for (const { id } of users) {
		const { nodes, connections, versionId } = await api.call('GET', `/workflows/${id}`);
		const named = [...ids].reduce(
			(text, [from, to]) => text.replaceAll(JSON.stringify(from), JSON.stringify(to)),
			JSON.stringify(nodes),
		);
		await api.call('PATCH', `/workflows/${id}`, { nodes: JSON.parse(named), connections, versionId });
	}
}

/**
 * @param {DataTable} table
 * @param {object} workflow
 */
function isUsed({ id }, workflow) {
	return JSON.stringify(workflow).includes(JSON.stringify(id));
}

/**
 * @param {import('./n8n-api.mjs').N8nApi} api
 * @param {string} project the owner's own
 * @param {DataTable} table made when there is none of its name
 * @returns {Promise<string>} the ID that it has in this n8n
 */
async function idOf(api, project, { name, columns, rows }) {
	const all = `/projects/${project}/data-tables`;
	const found = await api.call('GET', `${all}?filter=${encodeURIComponent(JSON.stringify({ name }))}`);
	const there = found.data.find((table) => table.name === name);
	if (there) return there.id;
	const { id } = await api.call('POST', all, { name, columns });
	if (rows.length > 0) await api.call('POST', `${all}/${id}/insert`, { data: rows, returnType: 'count' });
	return id;
}
