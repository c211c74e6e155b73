import { ERROR_SOURCES, type ErrorSource } from '../../nodes/Bitrix24Mail/api/errors';
import { RESOURCES } from '../../nodes/Bitrix24Mail/resources';
import type { ResourceDeclaration } from '../../nodes/Bitrix24Mail/resources/define';
import { SAMPLES } from '../../test/samples';
import type { Operation } from './operations';

/** What is generated from: the declarations of the node and the samples of its tests. */
export interface Source {
	resources: readonly ResourceDeclaration[];
	errors: readonly ErrorSource[];
	/** What each operation puts out, by the values of resource and operation. */
	samples: Readonly<Record<string, Readonly<Record<string, { result: object | readonly object[] }>>>>;
}

/** The source as it is in the repository. */
export const SOURCE: Source = { resources: RESOURCES, errors: ERROR_SOURCES, samples: SAMPLES };

/**
 * The item that shows what an operation puts out: of several, the one with the longest values, as it has the fewest empty ones.
 *
 * @throws Error when there is no sample
 */
export function sampleItem({ samples }: Source, { resource, declaration }: Operation): object {
	const result = samples[resource.value]?.[declaration.value]?.result;
	const [item] = [result ?? []].flat().sort((a, b) => lengthOf(b) - lengthOf(a));
	if (item === undefined)
		throw new Error(`has no sample: test/samples/${resource.value}.js lacks ${declaration.value}`);
	return item;
}

const lengthOf = (item: object) => JSON.stringify(item).length;
