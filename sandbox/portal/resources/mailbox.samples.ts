import type { Sample } from '../testing/samples';

export const samples: Sample[] = [
	{
		version: 'v3',
		method: 'mail.mailbox.list',
		params: { pagination: { limit: 2 } },
		result: {
			items: [
				{ id: 1, name: 'Sales', email: 'sales@example.com', senderName: 'Sales Team' },
				{ id: 2, name: 'Support', email: 'support@example.com', senderName: 'Help Desk' },
			],
		},
	},
	{
		version: 'v3',
		method: 'mail.mailbox.get',
		params: { id: 2, select: ['id', 'email'] },
		result: { item: { id: 2, email: 'support@example.com' } },
	},
	{
		version: 'v3',
		method: 'mail.mailbox.senders',
		params: { pagination: { limit: 1 } },
		result: {
			items: [{ email: 'sales@example.com', name: 'Sales Team', sender: 'Sales Team <sales@example.com>' }],
		},
	},
	{
		version: 'v3',
		method: 'mail.mailbox.field.list',
		params: { select: ['name'] },
		result: { items: [{ name: 'id' }, { name: 'name' }, { name: 'email' }, { name: 'senderName' }] },
	},
	{
		version: 'v3',
		method: 'mail.mailbox.field.get',
		params: { name: 'email', select: ['type'] },
		result: { item: { type: 'string' } },
	},
];
