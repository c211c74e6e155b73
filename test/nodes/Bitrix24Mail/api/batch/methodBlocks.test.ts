import { blockEnd, noteBlockEnd } from '../../../../../nodes/Bitrix24Mail/api/batch/methodBlocks';

const METHOD = 'mailservice.list';

describe('The end of a method’s block', () => {
	let date = Date.UTC(2026, 0, 1, 12);
	let portals = 0;
	beforeEach(() => jest.spyOn(Date, 'now').mockImplementation(() => date));
	afterEach(() => jest.restoreAllMocks());

	/** A portal that names a time, so many seconds from now. */
	const portalThatNames = (seconds: unknown) => {
		const portal = `https://portal${++portals}.example.com`;
		const end = typeof seconds === 'number' ? date / 1000 + seconds : seconds;
		noteBlockEnd(portal, METHOD, { operating_reset_at: end });
		return portal;
	};

	it('is known until it is over', () => {
		const portal = portalThatNames(600);
		expect(blockEnd(portal, METHOD)).toBe('2026-01-01 12:10:00 UTC');
		date += 600_000;
		expect(blockEnd(portal, METHOD)).toBeUndefined();
	});

	it.each([0, -1, 86_400, 1e15, Infinity, NaN, '1767225600', null])(
		'%s seconds ahead is no time',
		(seconds) => {
			expect(blockEnd(portalThatNames(seconds), METHOD)).toBeUndefined();
		},
	);

	it('is not known any more when n8n’s date was set back so far that it can’t be one', () => {
		const portal = portalThatNames(600);
		date -= 86_400_000;
		expect(blockEnd(portal, METHOD)).toBeUndefined();
	});
});
