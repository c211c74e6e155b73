/** How many messages the page shows. */
const SHOWN = 25;

const STYLE = `
	body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
	label { display: block; margin: .5rem 0; } input, select, textarea { width: 100%; font: inherit; box-sizing: border-box; }
	table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd; }
	button { font: inherit; padding: .3rem 1rem; }
`;

/** @param {unknown} text */
const escape = (text) => String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * @param {object} shown
 * @param {any} shown.portal the stand-in portal
 * @param {string[]} shown.kinds of the messages that one can start from
 * @param {Partial<import('./messages').Message>} shown.draft what is in the form
 * @returns {string} the page: a form to let a message arrive, and the newest messages with what was made from them
 */
function page({ portal, kinds, draft }) {
	return `<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>New mail</title><style>${STYLE}</style>
<h1>New mail</h1>
<p>Lets a message arrive in the stand-in portal. Start from: ${kinds
		.map((kind, index) => `<a href="/?from=${index}">${escape(kind)}</a>`)
		.join(' · ')}</p>
${form(portal, draft)}
<h2>The mailboxes</h2>
<p><a href="/">Reload</a> to see what your workflows have done.</p>
<table><tr><th>Mailbox</th><th>Folder</th><th>From</th><th>To</th><th>Subject</th><th>Made from it</th></tr>
${portal.messages
	.slice(-SHOWN)
	.reverse()
	.map((message) => row(portal, message))
	.join('\n')}
</table></html>`;
}

/**
 * @param {any} portal
 * @param {Partial<import('./messages').Message>} draft
 */
function form(portal, { mailboxId, from = '', subject = '', text = '' }) {
	const options = portal.mailboxes.map(
		({ id, email }) =>
			`<option value="${id}"${id === mailboxId ? ' selected' : ''}>${escape(email)}</option>`,
	);
	return `<form method="post" action="/">
<label>To <select name="mailboxId">${options.join('')}</select></label>
<label>From <input name="from" required value="${escape(from)}" placeholder="Ann Lee &lt;ann.lee@example.org&gt;"></label>
<label>Subject <input name="subject" value="${escape(subject)}"></label>
<label>Text <textarea name="text" rows="6">${escape(text)}</textarea></label>
<button>Let it arrive</button></form>`;
}

/** What a message can be linked to, in words. */
const LINKS = { crm: 'CRM', task: 'task', chat: 'chat', calendarEvent: 'event', blogPost: 'feed post' };

/** @param {any} portal @param {any} message */
function row(portal, { mailboxId, folder, from, to, subject, bindings }) {
	const mailbox = portal.mailboxes.find(({ id }) => id === mailboxId)?.name ?? '';
	const made = bindings.map(({ type, entityId }) => `${LINKS[type]} ${entityId}`).join(', ');
	// One that was sent is in no folder until the portal has uploaded it.
	const cells = [mailbox, folder ?? 'sent', from, to, subject, made];
	return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`;
}

module.exports = { page };
