import type { INodeParameters } from 'n8n-workflow';
import { WAYS } from '../../../../engine/tool';
import { startPortal, type Portal } from '../../../../../sandbox/portal';
import { AUTHENTICATIONS, byId, runOn } from '../../../../support/node';
import { askTool } from '../../../../support/tool';

const UPLOADED = '/upload/mail/mailservices/icon/1/company-mail.png';
const BUILT_IN = '/bitrix/images/mail/mailservice-icon/post-gmail-icon.svg';

const GET_MANY = { resource: 'mailService', operation: 'getAll' };
const GET = { resource: 'mailService', operation: 'get', mailServiceId: byId(1) };

describe('Icons of a portal that names them by their paths', () => {
	let portal: Portal;
	afterEach(async () => await portal.close());
	const start = async (pathPrefix?: string) => {
		portal = await startPortal({
			filesByPath: true,
			pathPrefix,
			services: [
				{ NAME: 'Company Mail', ICON: '1', SORT: '1' },
				{ NAME: 'gmail', SORT: '2' },
				{ NAME: 'None' },
			],
		});
		return new URL(portal.url).origin;
	};
	const iconsOf = async (parameters: INodeParameters, authentication: (typeof AUTHENTICATIONS)[number]) => {
		const { error, items } = await runOn(portal, parameters, { authentication });
		expect(error).toBeUndefined();
		return items.map(({ json }) => ('icon' in json ? json.icon : json.ICON));
	};

	describe.each(AUTHENTICATIONS)('connected by %s', (authentication) => {
		it.each([undefined, '/intranet'])(
			'are whole addresses in a simplified service (prefix %s)',
			async (prefix) => {
				const host = await start(prefix);
				expect(await iconsOf(GET_MANY, authentication)).toEqual([host + UPLOADED, host + BUILT_IN, null]);
				expect(await iconsOf(GET, authentication)).toEqual([host + UPLOADED]);
			},
		);

		it('are as Bitrix24 sent them in one that is not', async () => {
			await start();
			expect(await iconsOf({ ...GET_MANY, simplify: false }, authentication)).toEqual([
				UPLOADED,
				BUILT_IN,
				null,
			]);
			expect(await iconsOf({ ...GET, simplify: false }, authentication)).toEqual([UPLOADED]);
		});
	});

	it.each(['https://cdn.example.com/a.png', '//cdn.example.com/a.png', 'a.png', '', 7, null])(
		'“%s” is no path of the portal, and stays',
		async (ICON) => {
			await start();
			portal.faults.add({ answer: { body: { result: { ID: '1', NAME: 'A', ICON } } } });
			expect(await iconsOf(GET, 'webhook')).toEqual([ICON]);
		},
	);

	it.each(WAYS)('are whole addresses for a model (%s)', async (way) => {
		const host = await start();
		const { answered } = await askTool(
			portal,
			{ ...GET, output: 'selectedFields', outputFields: ['icon'] },
			[{}],
			way,
		);
		expect(JSON.parse(answered[0]!.answer)).toEqual([{ id: 1, icon: host + UPLOADED }]);
	});
});
