import { setSafeRegexEngine } from 'n8n-workflow';

/** Like a pattern with the flag `g`, which `matchAll` asks for. */
const withGlobal = (flags = '') => (flags.includes('g') ? flags : `${flags}g`);

/**
 * Takes the time limit off the regular expressions that n8n tries on parameters. Its own engine gives up after 250 ms of
 * real time, which is plenty for any of them, but on a busy machine a process may have to wait that long for its turn.
 */
export function takeTheirTime(): void {
	setSafeRegexEngine({
		exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
		test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
		replace: (pattern, input, flags, replacement) => input.replace(new RegExp(pattern, flags), replacement),
		matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, withGlobal(flags)))],
		split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
	});
}
