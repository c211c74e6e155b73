import * as pack from '../../../../nodes/Bitrix24Mail/api/batch/pack';
import { createMailService } from '../../../../nodes/Bitrix24Mail/resources/mailService/create';
import { startPortal, type Portal } from '../../../../sandbox/portal';
import { runOn } from '../../../support/node';

const CREATE = { resource: 'mailService', operation: 'create', name: 'New', additionalFields: {} };

describe('A bug of the node', () => {
	let portal: Portal;
	beforeEach(async () => (portal = await startPortal()));
	afterEach(async () => {
		jest.restoreAllMocks();
		await portal.close();
	});

	const fail = () => {
		throw new TypeError('undefined is not iterable');
	};

	it.each([
		['before anything was sent', () => jest.spyOn(pack, 'packCalls').mockImplementation(fail), 0],
		[
			'after the service was created',
			() => jest.spyOn(createMailService.output, 'items').mockImplementation(fail),
			1,
		],
	])(
		'%s: the error says that it is one, and neither blames a proxy nor says that nothing was sent',
		async (_, breakIt, calls) => {
			breakIt();
			const { error } = await runOn(portal, CREATE);
			expect(portal.calls).toHaveLength(calls);
			expect(error?.message).toMatch(
				/^It’s unclear whether mail service “New” was created: this node has a bug/,
			);
			expect(error?.description).toContain('undefined is not iterable');
			expect(`${error?.message} ${error?.description}`).not.toMatch(/proxy|not sent|could not be sent/i);
		},
	);
});
