import { startPortal, type Portal } from '..';
import { callerOf, type Seen } from '../testing/client';
import { describeMethods } from '../testing/methods';
import { mailService } from './mailService';

const ICON = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');

describe('mailservice.*', () => {
	let portal: Portal;
	let call: ReturnType<typeof callerOf>;
	beforeEach(async () => {
		portal = await startPortal();
		call = callerOf(portal);
	});
	afterEach(async () => await portal.close());

	const expectCore = (seen: Seen, text: string) => {
		expect(seen.status).toBe(400);
		expect(seen.body).toEqual({ error: 'ERROR_CORE', error_description: text });
	};

	describeMethods(mailService, {
		'mailservice.list': () => {
			it('has the active services of this site, by SORT as a number, then by NAME', async () => {
				portal.services.splice(0);
				const row = (ID: string, NAME: string, SORT: string, more = {}) => ({ ID, NAME, SORT, ...more });
				const rows = [
					row('1', 'Zeta', '100'),
					row('2', 'Beta', '1000'),
					row('3', 'alpha', '100'),
					row('4', 'Inactive', '1', { ACTIVE: 'N' }),
					row('5', 'Elsewhere', '1', { SITE_ID: 's2' }),
				];
				await portal.close();
				portal = await startPortal({ services: rows });
				const { body } = await callerOf(portal)('mailservice.list');
				expect(body.result.map(({ NAME }: { NAME: string }) => NAME)).toEqual(['alpha', 'Zeta', 'Beta']);
				expectCore(await callerOf(portal)('mailservice.get', { ID: 5 }), 'Mail service not found');
			});

			it('refuses when there is no active service', async () => {
				for (const service of portal.services) service.ACTIVE = 'N';
				expectCore(await call('mailservice.list'), 'No mail services found');
			});
		},
		'mailservice.get': () => {
			it('answers strings and nulls, the icon as an address, and a time block', async () => {
				const { status, body } = await call('mailservice.get', { ID: 1 });
				expect(status).toBe(200);
				expect(body.result).toEqual({
					ID: '1',
					SITE_ID: 's1',
					ACTIVE: 'Y',
					SORT: '100',
					NAME: 'Company Mail',
					SERVER: 'imap.example.com',
					PORT: '993',
					ENCRYPTION: 'Y',
					LINK: 'https://mail.example.com/',
					ICON: expect.stringMatching(/^https:\/\/.*\/company-mail\.png$/) as string,
					SMTP_SERVER: 'smtp.example.com',
					SMTP_PORT: '465',
					SMTP_LOGIN_AS_IMAP: 'Y',
					SMTP_PASSWORD_AS_IMAP: 'Y',
					SMTP_ENCRYPTION: 'Y',
					UPLOAD_OUTGOING: 'N',
				});
				expect(Object.keys(body.time as object)).toEqual([
					'start',
					'finish',
					'duration',
					'processing',
					'date_start',
					'date_finish',
					'operating_reset_at',
					'operating',
				]);
				expect(Number.isInteger(body.time.operating_reset_at)).toBe(true);
			});

			it('refuses without an ID and for an unknown one', async () => {
				expectCore(await call('mailservice.get'), 'Mail service ID not specified');
				expectCore(await call('mailservice.get', { ID: 0 }), 'Mail service ID not specified');
				expectCore(await call('mailservice.get', { ID: 99 }), 'Mail service not found');
			});

			it('a service without an icon has the one that belongs to its name, as a path', async () => {
				await call('mailservice.update', { ID: 2, NAME: 'gmail' });
				expect((await call('mailservice.get', { ID: 2 })).body.result.ICON).toBe(
					'/bitrix/images/mail/mailservice-icon/post-gmail-icon.svg',
				);
				expect((await call('mailservice.get', { ID: 3 })).body.result.ICON).toBeNull();
			});

			it('without a cloud storage, icons are paths', async () => {
				await portal.close();
				portal = await startPortal({ filesByPath: true });
				call = callerOf(portal);
				expect((await call('mailservice.get', { ID: 1 })).body.result.ICON).toBe(
					'/upload/mail/mailservices/icon/1/company-mail.png',
				);
			});
		},
		'mailservice.fields': () => {
			it('has its labels in the documented order', async () => {
				const { body } = await call('mailservice.fields');
				expect(Object.keys(body.result as object)).toEqual([
					'ID',
					'SITE_ID',
					'ACTIVE',
					'NAME',
					'SERVER',
					'PORT',
					'ENCRYPTION',
					'LINK',
					'ICON',
					'SORT',
				]);
			});
		},
		'mailservice.add': () => {
			it('answers the new ID as a number and stores strings, the server in lower case', async () => {
				const { body } = await call('mailservice.add', {
					NAME: 'New',
					ACTIVE: 'N',
					SERVER: 'IMAP.New.Example.com',
					PORT: 993,
					ENCRYPTION: 'Y',
					LINK: 'https://New.example.com/',
					SORT: 500,
				});
				expect(body.result).toBe(5);
				expect(portal.services.at(-1)).toMatchObject({
					ID: '5',
					SITE_ID: 's1',
					ACTIVE: 'N',
					NAME: 'New',
					SERVER: 'imap.new.example.com',
					PORT: '993',
					ENCRYPTION: 'Y',
					LINK: 'https://New.example.com/',
					SORT: '500',
					ICON: null,
					SMTP_SERVER: null,
					SMTP_LOGIN_AS_IMAP: 'N',
				});
			});

			it('sets what was not given: active, SORT 100, everything else null', async () => {
				await call('mailservice.add', { NAME: 'Bare', SORT: 0, SERVER: '' });
				expect(portal.services.at(-1)).toMatchObject({
					ACTIVE: 'Y',
					SORT: '100',
					SERVER: null,
					PORT: null,
					ENCRYPTION: null,
					LINK: null,
				});
			});

			it('what is too long or too large is cut without a word', async () => {
				const long = '📬'.repeat(300);
				const given = { NAME: long, SERVER: long, LINK: long, SORT: 2 ** 31 };
				expect((await call('mailservice.add', given)).body.result).toBe(5);
				const cut = '📬'.repeat(255);
				expect(portal.services.at(-1)).toMatchObject({
					NAME: cut,
					SERVER: cut,
					LINK: cut,
					SORT: '2147483647',
				});
			});

			it('an ID is never given twice', async () => {
				const { body: first } = await call('mailservice.add', { NAME: 'A' });
				await call('mailservice.delete', { ID: first.result });
				const { body: second } = await call('mailservice.add', { NAME: 'B' });
				expect(second.result).toBe(first.result + 1);
			});

			it.each([
				[{}, 'Required field "Name" not filled'],
				[{ NAME: '' }, 'Required field "Name" not filled'],
				[{ NAME: 'X', ACTIVE: 'maybe' }, 'Invalid value for "Active"'],
				[{ NAME: 'X', PORT: 'imap' }, 'Invalid value for "Port"'],
				[{ NAME: 'X', ENCRYPTION: 'ssl' }, 'Invalid value for "Secure connection"'],
				[{ NAME: ['X'] }, 'Invalid value for "Name"'],
				[{ NAME: 'X', ICON: ['logo.png', 'no base64!'] }, 'Invalid value for "Logo"'],
				[{ NAME: 'X', ICON: ['logo.png', `data:image/png;base64,${ICON}`] }, 'Invalid value for "Logo"'],
				[
					{ NAME: 'X', ICON: ['logo.png', Buffer.from('text').toString('base64')] },
					'Invalid value for "Logo"',
				],
				[{ NAME: 'X', ICON: ['logo', ICON] }, 'Invalid value for "Logo"'],
				[{ NAME: 'X', ICON: ['logo.svg', ICON] }, 'Invalid value for "Logo"'],
				[{ NAME: 'X', ICON: ['', ICON] }, 'Invalid value for "Logo"'],
				[{ NAME: 'X', ICON }, 'Invalid value for "Logo"'],
				[{ NAME: 'X', ICON: 'logo.png' }, 'Invalid value for "Logo"'],
				[{ NAME: 'X', ICON: 'x' }, 'Invalid value for "Logo"'],
				// an ID of two or more digits is base64
				[{ NAME: 'X', ICON: 125 }, 'Invalid value for "Logo"'],
				[{ NAME: 'X', ICON: '77' }, 'Invalid value for "Logo"'],
			])('refuses %j', async (params, text) => {
				expectCore(await call('mailservice.add', params), text);
				expect(portal.services).toHaveLength(4);
			});

			it('an icon that is sent can be read back', async () => {
				await call('mailservice.add', { NAME: 'With icon', ICON: ['my logo.png', ICON] });
				expect(portal.services.at(-1)!.ICON).toBe('2');
				const { body } = await call('mailservice.get', { ID: 5 });
				expect(body.result.ICON).toMatch(/^https:\/\/127\.0\.0\.1.*\/2\/my%20logo\.png$/);
			});

			it.each([[[ICON]], [['logo.png', '']], [['logo.png', '====']], [[]]])(
				'an icon without a content is ignored: %j',
				async (icon) => {
					expect((await call('mailservice.add', { NAME: 'X', ICON: icon })).body.result).toBe(5);
					expect(portal.services.at(-1)!.ICON).toBeNull();
				},
			);

			it.each(['a.jpg', 'a.bmp', 'a.jpeg', 'a.jpe', 'a.gif', 'A.PNG', 'a.b.webp'])(
				'an image is known by its content; its name may be %s',
				async (name) => {
					const { body } = await call('mailservice.add', { NAME: 'X', ICON: [name, ICON] });
					expect(body.result).toBe(5);
					expect(portal.services.at(-1)!.ICON).toBe('2');
				},
			);
		},
		'mailservice.update': () => {
			it('changes what is given and drops empty values without a word', async () => {
				const before = { ...portal.services[0]! };
				const { body } = await call('mailservice.update', {
					ID: '1',
					NAME: 'Renamed',
					SERVER: '',
					LINK: null,
					SORT: 0,
					PORT: '0',
					ACTIVE: false,
					ICON: [],
				});
				expect(body.result).toBe(true);
				expect(portal.services[0]).toEqual({ ...before, NAME: 'Renamed' });
			});

			it('refuses a wrong value and leaves all as it was', async () => {
				const before = { ...portal.services[0]! };
				expectCore(
					await call('mailservice.update', { ID: 1, NAME: 'Y', PORT: 'x' }),
					'Invalid value for "Port"',
				);
				expect(portal.services[0]).toEqual(before);
			});

			it('a single digit is no base64, and so a file of the portal; one that is not there is read as none', async () => {
				await call('mailservice.update', { ID: 2, ICON: 1 });
				await call('mailservice.update', { ID: 3, ICON: '7' });
				expect((await call('mailservice.get', { ID: 2 })).body.result.ICON).toMatch(/company-mail\.png$/);
				expect((await call('mailservice.get', { ID: 3 })).body.result.ICON).toBeNull();
				expect(portal.services[2]!.ICON).toBe('7');
			});
		},
		'mailservice.delete': () => {
			it('deletes', async () => {
				expect((await call('mailservice.delete', { ID: 2 })).body.result).toBe(true);
				expect(portal.services.map(({ ID }) => ID)).toEqual(['1', '3', '4']);
			});
		},
	});

	it.each(['mailservice.update', 'mailservice.delete'])(
		'%s refuses a missing and an unknown ID',
		async (method) => {
			expectCore(await call(method), 'Mail service ID not specified');
			expectCore(await call(method, { ID: 99 }), 'Mail service not found');
		},
	);

	it('only an administrator may write; everybody may read', async () => {
		const guest = callerOf(portal, { admin: false });
		for (const method of ['mailservice.add', 'mailservice.update', 'mailservice.delete']) {
			expectCore(await guest(method, { ID: 1, NAME: 'X' }), 'Access denied');
		}
		for (const method of ['mailservice.list', 'mailservice.fields', 'mailservice.get']) {
			expect((await guest(method, { ID: 1 })).status).toBe(200);
		}
		expect(portal.services).toHaveLength(4);
	});

	it('texts and labels are in the portal’s language', async () => {
		const texts = async () => {
			const fields = (await call('mailservice.fields')).body.result as Record<string, string>;
			const refusals = [
				await callerOf(portal, { admin: false })('mailservice.add', { NAME: 'X' }),
				await call('mailservice.add'),
				await call('mailservice.add', { NAME: 'X', PORT: 'x' }),
				await call('mailservice.get'),
				await call('mailservice.get', { ID: 99 }),
			];
			for (const { body } of refusals) expect(body.error).toBe('ERROR_CORE');
			return [fields.NAME, ...refusals.map(({ body }) => body.error_description as string)];
		};
		expect(await texts()).toEqual([
			'Name',
			'Access denied',
			'Required field "Name" not filled',
			'Invalid value for "Port"',
			'Mail service ID not specified',
			'Mail service not found',
		]);
		portal.setLanguage('ru');
		for (const text of await texts()) expect(text).toMatch(/[а-я]/);
		portal.setLanguage('de');
		expect(await texts()).toContain('Das Pflichtfeld "Name" ist nicht ausgefüllt');
	});
});
