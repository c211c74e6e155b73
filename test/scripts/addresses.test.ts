import { withAddresses } from '../../scripts/addresses.js';

const lockfile = (packages: Record<string, object>) => JSON.stringify({ lockfileVersion: 3, packages });
const addressesIn = (packages: Record<string, object>, config: Record<string, unknown>) => {
	const filled = JSON.parse(withAddresses(lockfile(packages), config)) as {
		packages: Record<string, { resolved?: string }>;
	};
	return Object.values(filled.packages).map(({ resolved }) => resolved);
};
const integrity = 'sha512-some';

describe('The addresses of a lockfile’s packages', () => {
	it.each([
		['a package', 'node_modules/one', { version: '1.2.3' }, 'one/-/one-1.2.3.tgz'],
		['one below another', 'node_modules/a/node_modules/one', { version: '1.2.3' }, 'one/-/one-1.2.3.tgz'],
		[
			'one with a scope',
			'node_modules/@some/one',
			{ version: '1.0.0-rc.1' },
			'@some/one/-/one-1.0.0-rc.1.tgz',
		],
		[
			'one under another name',
			'node_modules/b',
			{ name: '@some/one', version: '1.0.0' },
			'@some/one/-/one-1.0.0.tgz',
		],
	])('names that of %s', (_, folder, entry, expected) => {
		const registry = 'https://registry.example.com/npm/';
		expect(addressesIn({ [folder]: { ...entry, integrity } }, { registry })).toEqual([registry + expected]);
	});

	it('asks the registry of a scope', () => {
		const config = { registry: 'https://one.example.com', '@some:registry': 'https://two.example.com/' };
		const packages = { 'node_modules/@some/one': { version: '1.0.0', integrity } };
		expect(addressesIn(packages, config)).toEqual(['https://two.example.com/@some/one/-/one-1.0.0.tgz']);
	});

	it('leaves alone what is no package of a registry, and what has an address', () => {
		const packages = {
			'': { version: '1.0.0' },
			'node_modules/link': { link: true },
			'node_modules/git': { version: '1.0.0', resolved: 'git+ssh://git@example.com/one.git' },
			'node_modules/known': { version: '1.0.0', integrity, resolved: 'https://example.com/known.tgz' },
		};
		expect(JSON.parse(withAddresses(lockfile(packages), { registry: 'https://one.example.com' }))).toEqual({
			lockfileVersion: 3,
			packages,
		});
	});

	it('changes nothing when npm names no registry', () => {
		const text = lockfile({ 'node_modules/one': { version: '1.0.0', integrity } });
		expect(withAddresses(text, {})).toBe(text);
	});
});
