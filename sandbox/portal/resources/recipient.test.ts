import { manyEmployees, type PortalOptions } from '..';
import { describeMethods } from '../testing/methods';
import { complaintOf, idsOf, portalStarter } from '../testing/portals';
import { recipient } from './recipient';

const CONTACTS: PortalOptions['contacts'] = [
	{ email: 'ann@example.org', name: 'Ann Lee' },
	{ email: 'info@annex.example.org', name: '' },
	{ email: 'ben@example.org', name: 'Ben Okafor' },
	{ email: 'ann.secret@example.org', name: 'Ann', userId: 5 },
];

const EMPLOYEES: PortalOptions['employees'] = [
	{ email: 'jane@example.com', firstName: 'Jane', lastName: 'Miller' },
	{ email: 'm.haddad@example.com', firstName: 'Omar', lastName: 'Haddad' },
	{ email: 'zoë@example.com', firstName: 'Zoë', lastName: '' },
	{ email: '', firstName: 'Without', lastName: 'Mail' },
	{ email: 'gone@example.com', firstName: 'Gone', lastName: 'Miller', dismissed: true },
];

describe('mail.recipient.*', () => {
	const start = portalStarter({ contacts: CONTACTS, employees: EMPLOYEES });

	describeMethods(recipient, {
		'mail.recipient.listcontacts': () => {
			const method = 'mail.recipient.listcontacts';

			it('answers the caller’s contacts, the newest first', async () => {
				const { call } = await start();
				const { body } = await call(method);
				expect(body.result.items).toEqual([
					{ id: 3, email: 'ben@example.org', name: 'Ben Okafor' },
					{ id: 2, email: 'info@annex.example.org', name: '' },
					{ id: 1, email: 'ann@example.org', name: 'Ann Lee' },
				]);
				expect(idsOf(await (await start({}, { userId: 5 })).call(method))).toEqual([4, 3, 2, 1]);
			});

			it.each([
				['ANN', [2, 1]],
				['n l', [1]],
				['@example', [3, 1]],
				['', [3, 2, 1]],
				[null, [3, 2, 1]],
				['nobody', []],
			])('query %j is a part of name or address', async (query, expected) => {
				const { call } = await start();
				expect(idsOf(await call(method, { query }))).toEqual(expected);
			});
		},
		'mail.recipient.listemployees': () => {
			const method = 'mail.recipient.listemployees';

			it('answers user IDs, and the last name first', async () => {
				const { call } = await start();
				expect((await call(method, { query: 'omar' })).body.result.items).toEqual([
					{ id: 2, email: 'm.haddad@example.com', name: 'Haddad Omar' },
				]);
			});

			it.each([
				['mil', [1]],
				['MILLER jane', [1]],
				['Jane Haddad', [1, 2]],
				['addad', []],
				['zoë', [3]],
				['m', []],
				['m om', [2]],
				[' ', [1, 2, 3]],
				['nobody', []],
			])('query %j is the beginning of a word', async (query, expected) => {
				const { call } = await start();
				expect(idsOf(await call(method, { query }))).toEqual(expected);
			});

			it('refuses without a query', async () => {
				const { call } = await start();
				for (const query of [undefined, null, '']) {
					expect(complaintOf(await call(method, { query }))).toEqual([
						400,
						'MISSING_QUERY',
						'Parameter "query" is required.',
					]);
				}
			});

			it('has 50 a page, and at most 200; pages can overlap', async () => {
				const pages = async (options: PortalOptions) => {
					const { call } = await start({ employees: manyEmployees(250), ...options });
					const page = async (pagination?: object) =>
						idsOf(await call(method, { query: 'first', pagination }));
					return [await page(), await page({ limit: 50, page: 2 }), await page({ limit: 300 })];
				};
				const steady = await pages({});
				expect(steady.map((ids) => [ids[0], ids.length])).toEqual([
					[1, 50],
					[51, 50],
					[1, 200],
				]);
				const shifting = await pages({ shiftingEmployees: true });
				expect(shifting.map((ids) => ids.slice(0, 2))).toEqual([
					[1, 2],
					[50, 51],
					[249, 250],
				]);
			});
		},
		'mail.recipient.field.list': () => {
			it('describes the fields', async () => {
				const { call } = await start();
				const { body } = await call('mail.recipient.field.list', {
					select: ['name', 'type', 'validationRules'],
				});
				expect(body.result.items).toEqual([
					{ name: 'id', type: 'int', validationRules: [] },
					{ name: 'email', type: 'string', validationRules: [] },
					{ name: 'name', type: 'string', validationRules: [] },
				]);
			});
		},
		'mail.recipient.field.get': () => {
			it('describes one field, and refuses unknown and missing names', async () => {
				const { call } = await start();
				const { body } = await call('mail.recipient.field.get', { name: 'email', select: ['title'] });
				expect(body.result.item).toEqual({ title: 'email' });
				const unknown = await call('mail.recipient.field.get', { name: 'position' });
				expect(unknown.body.error.code).toBe('BITRIX_REST_V3_REALISATION_EXCEPTION_FIELDNOTFOUNDEXCEPTION');
				expect(complaintOf(await call('mail.recipient.field.get'))[1]).toBe('name');
			});
		},
	});
});
