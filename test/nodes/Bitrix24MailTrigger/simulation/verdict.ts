/** What the trigger must not have done. */
export class Verdict extends Error {
	/**
	 * @param kind what the figures count it as
	 * @param count of messages
	 * @param about whatever helps to find out why
	 */
	constructor(
		readonly kind: 'lost' | 'doubled' | 'wrong',
		readonly count: number,
		what: string,
		about: object,
	) {
		super(`${what}: ${JSON.stringify(about)}`);
	}
}
