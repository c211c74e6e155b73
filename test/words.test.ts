import { ERRORS } from '../nodes/Bitrix24Mail/api/errors';
import { asSentence } from '../nodes/Bitrix24Mail/api/errors/template';
import { STILTED } from './docs/phrases';
import { readPage } from './docs/markdown';
import { inputProblems, textsOfCode, textsOfNotes, textsOfPages, wordsOf, type Text } from './docs/texts';

const SOURCES: ReadonlyArray<readonly [string, () => Text[], atLeast: number]> = [
	['the node and its credentials', textsOfCode, 400],
	['the documentation', textsOfPages, 500],
	['the notes of the examples', textsOfNotes, 20],
];

describe.each(SOURCES)('The words of %s', (_name, texts, atLeast) => {
	const all = texts();

	it('are found', () => expect(all.length).toBeGreaterThan(atLeast));

	it.each(STILTED)('avoid %s: %s', (phrase) => {
		expect(all.filter(({ text }) => phrase.test(text))).toEqual([]);
	});
});

describe('The README', () => {
	it('can be read in a few minutes: it has 1,200 words at most', () => {
		const words = wordsOf(readPage('README.md').text).match(/[\p{L}\p{N}][\p{L}\p{N}’'./-]*/gu) ?? [];
		expect(words.length).toBeGreaterThan(500);
		expect(words.length).toBeLessThanOrEqual(1_200);
	});
});

/** What the titles of errors say happens; each of them needs one. */
const VERBS =
	/\b(is|are|was|were|has|have|had|can’t|could|did|does|doesn’t|isn’t|must|exists|rejected|reported|returned|gave|contains|contained|processed)\b/;

describe('The titles of errors', () => {
	const titles = [...new Set(ERRORS.map(({ what }) => what))].map(
		(what) => [asSentence(what), what] as const,
	);

	it.each(titles)('are sentences: %s', (title, what) => {
		expect(title).toMatch(/^[A-Z“{]/);
		expect(what).toMatch(VERBS);
		expect(what).not.toMatch(/[.!?]$/);
		// What follows “Could not get mailbox 4: ” goes on in the same sentence.
		expect(what).toMatch(/^([a-z{“]|Bitrix24)/);
	});

	it.each(inputProblems().map(({ where, text }) => [text, where]))(
		'are sentences: “Parameter” %s',
		(problem) => {
			expect(problem).toMatch(/^(is|must|can’t|contains|[A-Z“])/);
			expect(problem).not.toMatch(/[.!?]$/);
		},
	);
});
