import { NodeHelpers, type INodeParameters } from 'n8n-workflow';
import { Bitrix24Mail } from '../../../../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { startPortal, type Portal } from '../../../../../sandbox/portal';
import { runOn } from '../../../../support/node';

const { description } = new Bitrix24Mail();

describe('Create', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => await portal.close());

	const create = async (parameters: INodeParameters) =>
		await runOn(portal, { resource: 'mailService', operation: 'create', name: 'New', ...parameters });

	describe('What it sends of the fields that the panel shows from the start', () => {
		const sentBy = async (parameters: INodeParameters) => {
			await create(parameters);
			return portal.calls.at(-1)!.params;
		};

		it('is what it shows, without an empty Server, in a new node', async () => {
			const shown = NodeHelpers.getNodeParameters(
				description.properties,
				{ resource: 'mailService', operation: 'create' },
				true,
				false,
				{ typeVersion: 1 },
				description,
			)!;
			expect(shown.additionalFields).toEqual({ server: '', port: 993, encryption: true });
			const { additionalFields } = shown;
			const sent = { NAME: 'New', PORT: 993, ENCRYPTION: 'Y' };
			expect(await sentBy({ additionalFields })).toEqual(sent);
			expect(await sentBy({})).toEqual(sent);
		});

		it.each([
			[{}, { NAME: 'New' }],
			[{ link: 'https://a.example.com/' }, { NAME: 'New', LINK: 'https://a.example.com/' }],
			[{ port: 143 }, { NAME: 'New', PORT: 143 }],
		])('is what a saved workflow holds, and no more: %j', async (additionalFields, sent) => {
			expect(await sentBy({ additionalFields })).toEqual(sent);
		});
	});

	it('values arrive in the portal as they were typed', async () => {
		const name = 'A&B = 100% + "quotes" \'single\'\n2nd line 📬 $result[x][ID] <b>';
		const { error } = await create({ name });
		expect(error).toBeUndefined();
		expect(portal.services.at(-1)!.NAME).toBe(name);
	});
});
