import { METHODS, openResources, Refusal, SCOPES, startPortal, type Portal } from '../../sandbox/portal';

/** How the portal's methods answer: as usual, with `text()` wherever a text can stand, or with a refusal that has it. */
export type Manner = 'usual' | 'echo' | 'refuse';

/** A portal that puts a text into all that it says, and forgets what it was told: each call meets its sample data. */
export interface EchoingPortal extends Portal {
	/** @param text asked at each call */
	answer(manner: Manner, text?: () => string): void;
}

/** Starts one, with all methods of the stand-in portal; by default they answer as usual. */
export async function startEchoingPortal(): Promise<EchoingPortal> {
	let manner: Manner = 'usual';
	let text = () => '';
	const surroundings = () => ({
		language: 'en' as const,
		fileBase: 'https://files.example.com',
		scopes: SCOPES,
		url: 'https://files.example.com',
		now: Date.now,
		zone: () => 0,
	});

	const methods = Object.fromEntries(
		[...METHODS].map(([name, facts]) => [
			name,
			{
				...facts,
				call: (...[params, ...rest]: Parameters<Method['call']>) => {
					if (manner === 'refuse') throw new Refusal('ERROR_CORE', { text: text() });
					const done = openResources({}, surroundings)
						.methods.get(name)!
						.call(params, ...rest);
					return manner === 'echo' ? { ...done, result: filledWith(text(), done.result, params) } : done;
				},
			},
		]),
	);
	return Object.assign(await startPortal({ methods }), {
		answer: (wanted: Manner, wantedText = () => '') => {
			manner = wanted;
			text = wantedText;
		},
	});
}

type Method = ReturnType<ReturnType<typeof openResources>['methods']['get']> & object;

/**
 * An answer with a text in place of each of its own, and of what is empty; and in each object under keys that are the text, in places that nobody
 * expects.
 *
 * @param params what was asked for: that stays as it is, and so do IDs, or else it would be no answer to the call
 */
function filledWith(text: string, answer: unknown, params: Record<string, unknown>): unknown {
	const asked = new Set(Object.values(params));
	const fill = (value: unknown, key = ''): unknown => {
		if (Array.isArray(value)) return value.map((inner) => fill(inner));
		if (typeof value === 'object' && value !== null) {
			const filled = Object.entries(value).map(([name, inner]) => [name, fill(inner, name)]);
			return {
				...Object.fromEntries(filled),
				[text]: text,
				MORE: { deeper: [text, { [text]: [text] }] },
			};
		}
		const stays = /^id$/i.test(key) || asked.has(value) || (typeof value !== 'string' && value !== null);
		return stays ? value : text;
	};
	return fill(answer);
}
