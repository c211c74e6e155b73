/** Samples of the resource Recipient; what they are is told in index.d.ts. */
const { field, simplifiedField } = require('./fields');
const { byName, fromList } = require('./locators');

const ANN = { id: 1, email: 'ann.lee@example.org', name: 'Ann Lee' };
const CONTACTS = [
	{ id: 6, email: 'eva.novak@example.org', name: 'Eva Novak' },
	{ id: 5, email: 'david.kim@example.org', name: '' },
	{ id: 4, email: 'maria.costa@example.org', name: 'Costa, Maria' },
	{ id: 3, email: 'billing@example.org', name: 'Paper & Ink Ltd' },
	{ id: 2, email: 'ben.okafor@example.org', name: 'Ben Okafor' },
	ANN,
];

const MILLERS = [
	{ id: 1, email: 'jane.miller@example.com', name: 'Miller Jane' },
	{ id: 3, email: 'ann.miller@example.com', name: 'Miller Ann' },
];

/** All that Bitrix24 says of the fields of a recipient. */
const FIELD_DEFINITIONS = [field('id', 'int', []), field('email', 'string', []), field('name', 'string', [])];

/** @type {Record<string, import('.').Sample>} */
module.exports = {
	getContacts: {
		parameters: { search: 'lee', returnAll: false, limit: 10 },
		calls: [
			{
				method: 'mail.recipient.listcontacts',
				params: { query: 'lee', pagination: { limit: 10, offset: 0 } },
			},
		],
		result: [ANN],
		perItem: { search: '={{ ["ann", "ben", "maria"][($json.n - 1) % 3] }}' },
		picture: { search: 'lee' },
		variants: [
			{
				title: 'all of them',
				parameters: { returnAll: true },
				calls: [{ method: 'mail.recipient.listcontacts', params: { pagination: { limit: 200, offset: 0 } } }],
				result: CONTACTS,
			},
		],
	},
	getEmployees: {
		parameters: { search: 'miller', returnAll: true },
		calls: [
			{
				method: 'mail.recipient.listemployees',
				params: { query: 'miller', pagination: { limit: 200, offset: 0 } },
			},
		],
		result: MILLERS,
		perItem: { search: '={{ ["miller", "omar", "ann"][($json.n - 1) % 3] }}' },
		picture: { search: 'miller' },
		variants: [
			{
				title: 'no more than the limit',
				parameters: { search: 'miller', returnAll: false, limit: 1 },
				calls: [
					{
						method: 'mail.recipient.listemployees',
						params: { query: 'miller', pagination: { limit: 1, offset: 0 } },
					},
				],
				result: [MILLERS[0]],
			},
		],
	},
	getFields: {
		parameters: {},
		calls: [{ method: 'mail.recipient.field.list', params: {} }],
		result: FIELD_DEFINITIONS.map(simplifiedField),
		perItem: {},
		variants: [
			{
				title: 'all of their properties',
				parameters: { simplify: false },
				calls: [{ method: 'mail.recipient.field.list', params: {} }],
				result: FIELD_DEFINITIONS,
			},
			{
				title: 'some of their properties',
				parameters: { options: { properties: ['name'] } },
				calls: [{ method: 'mail.recipient.field.list', params: { select: ['name'] } }],
				result: [{ name: 'id' }, { name: 'email' }, { name: 'name' }],
			},
		],
	},
	getField: {
		parameters: { fieldName: byName('email') },
		calls: [{ method: 'mail.recipient.field.get', params: { name: 'email' } }],
		result: simplifiedField(field('email', 'string', [])),
		perItem: { fieldName: byName('={{ ["id", "email", "name"][($json.n - 1) % 3] }}') },
		picture: { fieldName: fromList('email', 'Email (email)') },
		variants: [
			{
				title: 'all of its properties',
				parameters: { fieldName: byName('email'), simplify: false },
				calls: [{ method: 'mail.recipient.field.get', params: { name: 'email' } }],
				result: field('email', 'string', []),
			},
			{
				title: 'some of its properties',
				parameters: { fieldName: byName('name'), options: { properties: ['name', 'type'] } },
				calls: [{ method: 'mail.recipient.field.get', params: { name: 'name', select: ['name', 'type'] } }],
				result: { name: 'name', type: 'string' },
			},
		],
	},
};
