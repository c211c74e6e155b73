import type { RequestOutcome } from '../../../../../nodes/Bitrix24Mail/api/batch/format';
import { withBlockEnds } from '../../../../../nodes/Bitrix24Mail/api/batch/methodBlocks';
import { callOf, type CallError, type Outcome } from '../../../../../nodes/Bitrix24Mail/api/call';
import type { MethodName } from '../../../../../nodes/Bitrix24Mail/api/methods';

const METHOD = 'mailservice.list';
const BLOCKED: CallError = { code: 'OPERATION_TIME_LIMIT', text: '', status: 429 };
const OK: Outcome = { ok: true, payload: [] };
const answered = (...outcomes: Outcome[]): RequestOutcome => ({ status: 'answered', outcomes });

describe('The end of a method’s block', () => {
	let date: number;
	let portals = 0;
	beforeEach(() => {
		date = Date.UTC(2026, 0, 1, 12);
		jest.spyOn(Date, 'now').mockImplementation(() => date);
	});
	afterEach(() => jest.restoreAllMocks());

	const newPortal = () => `https://portal${++portals}.example.com`;
	/** What a good answer says, so many seconds from now. */
	const timeIn = (seconds: unknown) => ({
		operating_reset_at: typeof seconds === 'number' ? date / 1000 + seconds : seconds,
	});
	/** A portal that names a time for the method. */
	const portalThatNames = (seconds: unknown) => {
		const portal = newPortal();
		expect(withBlockEnds(portal, [callOf(METHOD)], answered(OK), [timeIn(seconds)])).toEqual(answered(OK));
		return portal;
	};
	/** The error of a request that is refused as a whole. */
	const toldBy = (portal: string, method: MethodName = METHOD, error = BLOCKED) => {
		const told = withBlockEnds(portal, [callOf(method)], { status: 'rejected', error }, []);
		return told.status === 'rejected' ? told.error : undefined;
	};
	const endsAt = (...refused: Parameters<typeof toldBy>) => toldBy(...refused)?.endsAt;

	it('is known until it is over', () => {
		const portal = portalThatNames(600);
		expect(endsAt(portal)).toBe('2026-01-01 12:10:00 UTC');
		date += 599_999;
		expect(endsAt(portal)).toBe('2026-01-01 12:10:00 UTC');
		date += 1;
		expect(toldBy(portal)).toEqual(BLOCKED);
	});

	it.each([0, -1, 86_400, 1e15, Infinity, NaN, '1767225600', null])(
		'%s seconds ahead is no time',
		(seconds) => {
			expect(endsAt(portalThatNames(seconds))).toBeUndefined();
		},
	);

	it('may be far ahead: the portal’s clock may be wrong by hours', () => {
		expect(endsAt(portalThatNames(86_399))).toBe('2026-01-02 11:59:59 UTC');
	});

	it('is not known any more when n8n’s date was set back so far that it can’t be one', () => {
		const portal = portalThatNames(600);
		date -= 86_400_000;
		expect(endsAt(portal)).toBeUndefined();
	});

	it('is the portal’s and the method’s own', () => {
		const portal = portalThatNames(600);
		expect(endsAt(portal, 'mailservice.get')).toBeUndefined();
		expect(endsAt(newPortal())).toBeUndefined();
	});

	it.each([undefined, null, 'soon', [], {}])('an answer whose times are %j names none', (time) => {
		const portal = newPortal();
		expect(withBlockEnds(portal, [callOf(METHOD)], answered(OK), [time])).toEqual(answered(OK));
		expect(endsAt(portal)).toBeUndefined();
	});

	it.each(['OPERATION_TIME_LIMIT', 'BITRIX_REST_V3_EXCEPTION_RATELIMITEXCEPTION'])(
		'%s is told it',
		(code) => {
			expect(endsAt(portalThatNames(600), METHOD, { code, text: '' })).toBeDefined();
		},
	);

	it('no other error is', () => {
		const error: CallError = { code: 'QUERY_LIMIT_EXCEEDED', text: '', status: 503 };
		expect(toldBy(portalThatNames(600), METHOD, error)).toBe(error);
	});

	it('in a batch, each call learns and is told its own', () => {
		const portal = portalThatNames(60);
		const calls = [callOf(METHOD), callOf('mailservice.get', { ID: 1 }), callOf('mailservice.fields')];
		const blocked: Outcome = { ok: false, error: BLOCKED };
		const times = [undefined, timeIn(120), timeIn(9)];
		const outcome = withBlockEnds(portal, calls, answered(blocked, OK, blocked), times);
		expect(outcome).toEqual(
			answered({ ok: false, error: { ...BLOCKED, endsAt: '2026-01-01 12:01:00 UTC' } }, OK, blocked),
		);
		expect(endsAt(portal, 'mailservice.get')).toBe('2026-01-01 12:02:00 UTC');
		// What comes with an error is no time of a good answer.
		expect(endsAt(portal, 'mailservice.fields')).toBeUndefined();
	});

	it('stays known when others are looked through', () => {
		let clock = 1_000_000;
		jest.spyOn(performance, 'now').mockImplementation(() => clock);
		const portal = portalThatNames(600);
		clock += 120_000;
		expect(endsAt(portal)).toBeDefined();
	});

	it('is not replaced by what is no time', () => {
		const portal = portalThatNames(600);
		for (const seconds of [0, 86_400, NaN, `${date / 1000 + 300}`, null]) {
			withBlockEnds(portal, [callOf(METHOD)], answered(OK), [timeIn(seconds)]);
		}
		expect(endsAt(portal)).toBe('2026-01-01 12:10:00 UTC');
	});
});
