import { createRetryBudget } from '../../../../../nodes/Bitrix24Mail/api/transport/retryBudget';

/** How many further requests are left. */
function left(budget: ReturnType<typeof createRetryBudget>): number {
	let count = 0;
	while (count < 1_000 && budget.take()) count++;
	return count;
}

describe('The requests that a run may send beyond its own', () => {
	it('are twenty', () => expect(left(createRetryBudget())).toBe(20));

	it('and one more for each that it has to send anyway', () => {
		const budget = createRetryBudget();
		for (let request = 0; request < 5; request++) budget.noteFirstTry();
		expect(left(budget)).toBe(25);
		expect(budget.take()).toBe(false);
		budget.noteFirstTry();
		expect(left(budget)).toBe(1);
	});
});
