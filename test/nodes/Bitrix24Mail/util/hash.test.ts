import fc from 'fast-check';
import { hash } from '../../../../nodes/Bitrix24Mail/util/hash';
import { propertyRuns } from '../../../support/property';

const { parameters, timeoutMs } = propertyRuns(500);

/** The same with numbers of any size, as its authors describe it. */
function slowly(bytes: Uint8Array): string {
	let number = 0xcbf29ce484222325n;
	for (const byte of bytes) number = BigInt.asUintN(64, (number ^ BigInt(byte)) * 0x100000001b3n);
	return number.toString(16).padStart(16, '0');
}

describe('The hash of a text', () => {
	/** @see http://www.isthe.com/chongo/src/fnv/test_fnv.c */
	it.each([
		['', 'cbf29ce484222325'],
		['a', 'af63dc4c8601ec8c'],
		['b', 'af63df4c8601f1a5'],
		['c', 'af63de4c8601eff2'],
		['fo', '08985907b541d342'],
		['foo', 'dcb27518fed9d577'],
		['foobar', '85944171f73967e8'],
	])('“%s” is the one that its authors publish', (text, expected) => expect(hash(text)).toBe(expected));

	it(
		'is that of its UTF-8, whatever the text',
		() => {
			fc.assert(
				fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
					expect(hash(text)).toBe(slowly(Buffer.from(text, 'utf8')));
				}),
				parameters as never,
			);
		},
		timeoutMs,
	);

	it('tells a hundred thousand texts apart that hardly differ', () => {
		const hashes = new Set(
			Array.from({ length: 100_000 }, (_none, index) => hash(`execution-1:run-0:item-${index}`)),
		);
		expect(hashes.size).toBe(100_000);
	});

	it('half an emoji does it no harm', () => expect(hash('\ud83d')).toBe(hash('\ufffd')));
});
