import { scopeOf, specOf, type MethodName } from '../../nodes/Bitrix24Mail/api/methods';
import type { OperationDeclaration, ResourceDeclaration } from '../../nodes/Bitrix24Mail/resources/define';

/** An operation, as the documentation names it. */
export interface Operation {
	resource: ResourceDeclaration;
	declaration: OperationDeclaration;
	/** Both labels: “Mail Service: Get Many”. */
	title: string;
	/** The file name of its page and of its picture, without an extension: `mail-service-get-all`. */
	slug: string;
}

/** All operations of some resources, in the order of the panel. */
export function operationsOf(resources: readonly ResourceDeclaration[]): Operation[] {
	return resources.flatMap((resource) =>
		resource.operations.map((declaration) => ({
			resource,
			declaration,
			title: `${resource.name}: ${declaration.name}`,
			slug: `${kebab(resource.value)}-${kebab(declaration.value)}`,
		})),
	);
}

/** The page of an operation, from the root of the repository. */
export const pageNameOf = ({ slug }: Operation): string => `docs/operations/${slug}.md`;

/**
 * The REST methods that an operation calls, in the order of its calls.
 *
 * @returns for each call the methods that it may be of
 */
export function callsOf({ method, methods = [method] }: OperationDeclaration): MethodName[][] {
	return methods.map((alternatives) => [alternatives].flat() as MethodName[]);
}

/** The versions of the REST API that an operation needs. */
export const versionsOf = (declaration: OperationDeclaration): Array<1 | 3> =>
	unique(callsOf(declaration).flat(), (method) => specOf(method).version);

/** The scopes that an operation needs. */
export const scopesOf = (declaration: OperationDeclaration): string[] =>
	unique(callsOf(declaration).flat(), scopeOf);

/** The calls of an operation as one reads them: “`a`, then `b` or `c`”. */
export const callsInWords = (declaration: OperationDeclaration): string =>
	callsOf(declaration)
		.map((alternatives) => alternatives.map((method) => `\`${method}\``).join(' or '))
		.join(', then ');

const unique = <T, K>(values: readonly T[], of: (value: T) => K): K[] => [...new Set(values.map(of))];

/** `mailService` as `mail-service`. */
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
