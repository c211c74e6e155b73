/**
 * Who writes to the three mailboxes of the stand-in portal. Of each kind that an example tells apart, there is one.
 *
 * @typedef {{ kind: string, mailboxId: number, to: string, from: string, subject: string, text: string }} Message `#` is a
 *   number that counts up
 */

const SALES = { mailboxId: 1, to: 'Sales Team <sales@example.com>' };
const SUPPORT = { mailboxId: 2, to: 'Help Desk <support@example.com>' };
const ACCOUNTING = { mailboxId: 3, to: 'accounting@example.com' };

/** @type {Message[]} in the order in which they arrive */
const MESSAGES = [
	{
		kind: 'Question',
		...SUPPORT,
		from: '"Costa, Maria" <maria.costa@example.org>',
		subject: 'Which bulb fits the lamp “Halo”?',
		text: 'Hello,\n\nthe bulb of my lamp “Halo” is broken (customer number #). Which one do I need?\n\nMaria Costa',
	},
	{
		kind: 'Order',
		...SUPPORT,
		from: 'David Kim <david.kim@example.org>',
		subject: 'Order 2026-#: 6 desk lamps',
		text: 'Hello,\n\nwe would like to order 6 desk lamps, model “Halo”, to the same address as last time.\n\nDavid Kim',
	},
	{
		kind: 'Advertisement',
		...SUPPORT,
		from: 'Office World <offers@example.net>',
		subject: 'Only this week: chairs',
		text: '20% off all chairs!\n\nNo more offers? Unsubscribe: http://example.net/unsubscribe/#',
	},
	{
		kind: 'Invoice',
		...ACCOUNTING,
		from: 'Paper & Ink Ltd <billing@example.org>',
		subject: 'Invoice INV-2026-#',
		text: 'Please find attached invoice INV-2026-#. It is due in 14 days.',
	},
	{
		kind: 'Automatic reply',
		...SUPPORT,
		from: 'David Kim <david.kim@example.org>',
		subject: 'Automatic reply: Your message',
		text: 'I am out of the office until Monday.',
	},
	{
		kind: 'Price list',
		...SALES,
		from: 'Eva Novak <eva.novak@example.org>',
		subject: 'Price list',
		text: 'Could you send me your current price list, please?\n\nEva Novak',
	},
];

/**
 * @param {Message} message
 * @param {number} number in place of `#`
 * @returns {Message}
 */
function numbered(message, number) {
	const [subject, text] = [message.subject, message.text].map((part) => part.replaceAll('#', String(number)));
	return { ...message, subject, text };
}

module.exports = { MESSAGES, numbered };
