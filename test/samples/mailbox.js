/** Samples of the resource Mailbox; what they are is told in index.d.ts. */
const { field, simplifiedField } = require('./fields');
const { byId, byName, fromList } = require('./locators');

const SALES = { id: 1, name: 'Sales', email: 'sales@example.com', senderName: 'Sales Team' };
const SUPPORT = { id: 2, name: 'Support', email: 'support@example.com', senderName: 'Help Desk' };
const ACCOUNTING = { id: 3, name: 'Accounting', email: 'accounting@example.com', senderName: 'Accounting' };

const sender = (name, email) => ({ email, name, sender: `${name} <${email}>` });

/** All that Bitrix24 says of the fields of a mailbox. */
const FIELD_DEFINITIONS = [
	field('id', 'int'),
	field('name', 'string'),
	field('email', 'string'),
	field('senderName', 'string'),
];

/** @type {Record<string, import('.').Sample>} */
module.exports = {
	getAll: {
		parameters: { returnAll: false, limit: 10, filters: { email: '@example.com', name: 'SUPP' } },
		calls: [
			{
				method: 'mail.mailbox.list',
				params: { email: '@example.com', name: 'SUPP', pagination: { limit: 10, offset: 0 } },
			},
		],
		result: [SUPPORT],
		perItem: { filters: { email: '={{ ["sales", "support", "accounting"][($json.n - 1) % 3] }}' } },
		picture: { filters: { email: 'support' } },
		variants: [
			{
				title: 'all of them',
				parameters: { returnAll: true },
				calls: [{ method: 'mail.mailbox.list', params: { pagination: { limit: 100, offset: 0 } } }],
				result: [SALES, SUPPORT, ACCOUNTING],
			},
		],
	},
	get: {
		parameters: { mailboxId: byId('2') },
		calls: [{ method: 'mail.mailbox.get', params: { id: 2 } }],
		result: SUPPORT,
		perItem: { mailboxId: byId('={{ $json.n }}') },
		picture: { mailboxId: fromList('2', 'Support · support@example.com') },
		variants: [
			{
				title: 'some of its fields',
				parameters: { mailboxId: byId('2'), options: { fields: ['id', 'email'] } },
				calls: [{ method: 'mail.mailbox.get', params: { id: 2, select: ['id', 'email'] } }],
				result: { id: 2, email: 'support@example.com' },
			},
		],
	},
	getSenders: {
		parameters: { returnAll: true },
		calls: [{ method: 'mail.mailbox.senders', params: { pagination: { limit: 100, offset: 0 } } }],
		result: [
			sender('Sales Team', 'sales@example.com'),
			sender('Sales', 'sales@example.com'),
			sender('Help Desk', 'support@example.com'),
			sender('Support', 'support@example.com'),
			sender('Accounting', 'accounting@example.com'),
		],
		perItem: { returnAll: true },
		picture: {},
		variants: [
			{
				title: 'no more than the limit',
				parameters: { returnAll: false, limit: 1 },
				calls: [{ method: 'mail.mailbox.senders', params: { pagination: { limit: 1, offset: 0 } } }],
				result: [sender('Sales Team', 'sales@example.com')],
			},
		],
	},
	getFields: {
		parameters: {},
		calls: [{ method: 'mail.mailbox.field.list', params: {} }],
		result: FIELD_DEFINITIONS.map(simplifiedField),
		perItem: {},
		variants: [
			{
				title: 'all of their properties',
				parameters: { simplify: false },
				calls: [{ method: 'mail.mailbox.field.list', params: {} }],
				result: FIELD_DEFINITIONS,
			},
			{
				title: 'some of their properties',
				parameters: { options: { properties: ['name'] } },
				calls: [{ method: 'mail.mailbox.field.list', params: { select: ['name'] } }],
				result: [{ name: 'id' }, { name: 'name' }, { name: 'email' }, { name: 'senderName' }],
			},
		],
	},
	getField: {
		parameters: { fieldName: byName('senderName') },
		calls: [{ method: 'mail.mailbox.field.get', params: { name: 'senderName' } }],
		result: simplifiedField(field('senderName', 'string')),
		perItem: { fieldName: byName('={{ ["id", "name", "email", "senderName"][($json.n - 1) % 4] }}') },
		picture: { fieldName: fromList('email', 'Email (email)') },
		variants: [
			{
				title: 'all of its properties',
				parameters: { fieldName: byName('senderName'), simplify: false },
				calls: [{ method: 'mail.mailbox.field.get', params: { name: 'senderName' } }],
				result: field('senderName', 'string'),
			},
			{
				title: 'some of its properties',
				parameters: { fieldName: byName('email'), options: { properties: ['name', 'type'] } },
				calls: [{ method: 'mail.mailbox.field.get', params: { name: 'email', select: ['name', 'type'] } }],
				result: { name: 'email', type: 'string' },
			},
		],
	},
};
