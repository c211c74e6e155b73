import { Refusal, startPortal, type Portal, type PortalOptions } from '../../sandbox/portal';

type Methods = NonNullable<PortalOptions['methods']>;
type Call = Methods[string]['call'];

/** How the portal's methods answer: as usual, with `text()` wherever a text can stand, or with a refusal that has it. */
export type Manner = 'usual' | 'echo' | 'refuse';

/** A portal that puts a text into all that it says. */
export interface EchoingPortal extends Portal {
	/** @param text asked at each call */
	answer(manner: Manner, text?: () => string): void;
}

/** Starts one; by default its methods answer as usual. */
export async function startEchoingPortal(options: PortalOptions = {}): Promise<EchoingPortal> {
	let manner: Manner = 'usual';
	let text = () => '';
	const plain = (result: unknown): Call => {
		return (params) => ({ result: typeof result === 'function' ? (result(params) as unknown) : result });
	};
	const said =
		(usual: unknown, echo: (text: string, params: Record<string, unknown>) => unknown): Call =>
		(params, ...rest) => {
			if (manner === 'refuse') throw new Refusal('ERROR_CORE', { text: text() });
			if (manner === 'echo') return { result: echo(text(), params) };
			return plain(usual)(params, ...rest);
		};

	const service = (said: string, ID: unknown) => ({
		ID: String(ID),
		SITE_ID: said,
		ACTIVE: 'Y',
		NAME: said,
		SERVER: said,
		PORT: said,
		LINK: said,
		ICON: said,
		[said]: said,
		MORE: { deeper: [said, { [said]: [said] }] },
	});
	const mailbox = (said: string, id: unknown) => ({
		id,
		name: said,
		email: said,
		[said]: { deeper: [said] },
	});
	const v1 = (call: Call) => ({ versions: ['v1'] as const, scope: 'mailservice', call });
	const v3 = (call: Call) => ({ versions: ['v3'] as const, scope: 'mail', call });
	const usualService = ({ ID = 1 }: { ID?: unknown }) => ({
		...service('x', ID),
		NAME: `Service ${String(ID)}`,
	});

	const portal = await startPortal({
		...options,
		methods: {
			'mailservice.list': v1(said([usualService({ ID: 1 })], (echo) => [service(echo, 1), service(echo, 2)])),
			'mailservice.get': v1(said(usualService, (echo, { ID }) => service(echo, ID))),
			'mailservice.fields': v1(said({ ID: 'ID' }, (echo) => ({ NAME: echo, [echo]: echo }))),
			'mailservice.add': v1(said(77, () => 77)),
			'mailservice.update': v1(said(true, () => true)),
			'mailservice.delete': v1(said(true, () => true)),
			'mail.mailbox.list': v3(
				said({ items: [mailbox('x', 1)] }, (echo) => ({ items: [mailbox(echo, 1), mailbox(echo, 2)] })),
			),
			'mail.mailbox.get': v3(
				said(
					({ id }: { id: unknown }) => ({ item: mailbox('x', id) }),
					(echo, { id }) => ({ item: mailbox(echo, id) }),
				),
			),
			'mail.mailbox.senders': v3(
				said({ items: [] }, (echo) => ({ items: [{ email: echo, name: echo, sender: echo }] })),
			),
			'mail.mailbox.field.list': v3(
				said({ items: [{ name: 'id' }] }, (echo) => ({ items: [{ name: echo, title: echo }] })),
			),
			'mail.mailbox.field.get': v3(
				said(
					({ name }: { name: unknown }) => ({ item: { name } }),
					(echo, { name }) => ({ item: { name, title: echo, description: echo } }),
				),
			),
		},
	});
	return Object.assign(portal, {
		answer: (wanted: Manner, wantedText = () => '') => {
			manner = wanted;
			text = wantedText;
		},
	});
}
