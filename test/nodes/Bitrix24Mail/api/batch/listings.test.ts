import { createListings } from '../../../../../nodes/Bitrix24Mail/api/batch/listings';
import { callOf } from '../../../../../nodes/Bitrix24Mail/api/call';

const mailbox = (id: unknown) => callOf('mail.mailbox.get', { id });
const field = (name: unknown) => callOf('mail.mailbox.field.get', { name });
const missing = (code: string) => ({ ok: false, error: { code, text: '', inferred: true } });
const NO_MAILBOX = missing('BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION');
const NO_FIELD = missing('BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION');

describe('Which records there are', () => {
	it('is not known before a list was read', () => {
		expect(createListings().failureFor(mailbox(1))).toBeUndefined();
	});

	it('is what the list names, as a number or as text', async () => {
		const listings = createListings();
		const readAll = jest.fn(async () => [{ id: 1 }, { id: '2' }]);
		expect(await listings.learn(mailbox(9), readAll)).toBe(true);
		expect(readAll.mock.calls).toEqual([['mail.mailbox.list']]);
		expect([1, '1', 2, '2'].map((id) => listings.failureFor(mailbox(id)))).toEqual(Array(4).fill(undefined));
		expect([3, '12', undefined].map((id) => listings.failureFor(mailbox(id)))).toEqual(
			Array(3).fill(NO_MAILBOX),
		);
		// Of fields, and of methods that no list is for, nothing was said.
		expect(listings.failureFor(field('name'))).toBeUndefined();
		expect(listings.failureFor(callOf('mailservice.get', { ID: 3 }))).toBeUndefined();
	});

	it('a name in another case is not taken for missing', async () => {
		const listings = createListings();
		await listings.learn(field('x'), async () => [{ name: 'senderName' }]);
		expect(listings.failureFor(field('SENDERNAME'))).toBeUndefined();
		expect(listings.failureFor(field('sender'))).toEqual(NO_FIELD);
	});

	it('is asked for once, also by two at the same time, and when it could not be read', async () => {
		const listings = createListings();
		const unreadable = jest.fn(async () => undefined);
		const learn = async () => await listings.learn(mailbox(1), unreadable);
		expect(await Promise.all([learn(), learn()])).toEqual([false, false]);
		expect(await learn()).toBe(false);
		expect(unreadable).toHaveBeenCalledTimes(1);
		expect(listings.failureFor(mailbox(1))).toBeUndefined();
	});

	it('a method that no list is for learns nothing', async () => {
		const readAll = jest.fn(async () => []);
		expect(await createListings().learn(callOf('mailservice.get', { ID: 1 }), readAll)).toBe(false);
		expect(readAll).not.toHaveBeenCalled();
	});
});
