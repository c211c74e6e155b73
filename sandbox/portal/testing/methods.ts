import type { Resource } from '../resources/resource';

/**
 * Tests a resource method by method: a section for each. A method of the resource that has no section is a failed test
 * with its name, and so is a section for what is none of its methods.
 *
 * @param sections the body of each method's `describe`, by the method's name
 */
export function describeMethods(
	{ methods }: Pick<Resource<object, object>, 'methods'>,
	sections: Readonly<Record<string, () => void>>,
): void {
	for (const [method, section] of Object.entries(sections)) describe(method, section);

	it.each([...new Set([...Object.keys(methods), ...Object.keys(sections)])])(
		'%s is registered, and has tests of its own',
		(method) => {
			if (!(method in sections)) throw new Error(`no test case for ${method}`);
			if (!(method in methods)) throw new Error(`no such method: ${method}`);
		},
	);
}
