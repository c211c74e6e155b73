/** By which words it knows a kind of message. The first one that fits counts. */
const KINDS = {
	Advertisement: /unsubscribe|newsletter|\d ?% off|special offer/i,
	Order: /\border(?:ed|ing|s)?\b|\bquote\b|price list/i,
	Question: /\?|\b(?:cannot|can’t|broken|help)\b/i,
};

/**
 * @param {string} text
 * @param {string} instruction with the names of the categories
 * @returns {string} JSON that says of each category whether the text is in it; of `fallback`, whether it is in none
 */
function classified(text, instruction) {
	const categories = /categories: (.*?), and use/.exec(instruction)?.[1].split(', ') ?? [];
	const kind = Object.keys(KINDS).find((name) => categories.includes(name) && KINDS[name].test(text));
	return JSON.stringify({
		...Object.fromEntries(categories.map((name) => [name, name === kind])),
		fallback: kind === undefined,
	});
}

module.exports = { classified };
