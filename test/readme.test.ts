import { readFileSync } from 'node:fs';
import path from 'node:path';
import { METHODS, scopeOf, type MethodName } from '../nodes/Bitrix24Mail/api/methods';
import { ERRORS } from '../nodes/Bitrix24Mail/api/errors';

const readme = readFileSync(path.join(__dirname, '..', 'README.md'), 'utf8');

describe('The README is true with the code', () => {
	it.each(ERRORS.filter(({ code }) => code !== '').map(({ code, what, next }) => [code, what, next]))(
		'explains %s',
		(code, what, next) => {
			const short = code.replace(/^BITRIX_REST_V3_(REALISATION_)?EXCEPTION_/, '…');
			const rows = readme.split('\n').filter((line) => line.startsWith(`| \`${short}\``));
			const inWords = [what, next].map((text) => text.replace(/\{\w+(\|[^}]*)?\}/g, '…'));
			expect(rows.some((row) => inWords.every((text) => row.includes(text)))).toBe(true);
		},
	);

	const needsPermission = (method: string) => scopeOf(method as MethodName) !== 'basic';

	it.each(Object.entries(METHODS).filter(([method]) => needsPermission(method)))(
		'lists %s with its version',
		(method, { version }) => {
			const row = readme.split('\n').find((line) => line.includes(`| \`${method}\` |`));
			expect(row).toContain(version === 1 ? '| v1 |' : '| 3.0 |');
		},
	);

	it.each(Object.keys(METHODS).filter((method) => !needsPermission(method)))(
		'tells of %s, which belongs to no operation',
		(method) => expect(readme).toContain(`with \`${method}\` (v1, no permission needed)`),
	);
});
