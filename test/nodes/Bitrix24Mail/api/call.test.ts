import { accessOf, callOf, errorOf, LOCAL_CODES, WITHHELD } from '../../../../nodes/Bitrix24Mail/api/call';
import { METHODS } from '../../../../nodes/Bitrix24Mail/api/methods';

describe('A call', () => {
	const read = callOf('mailservice.list');
	const write = callOf('mailservice.delete', { ID: 1 });

	it('carries what one has to know of its method', () => {
		expect(read).toEqual({ method: 'mailservice.list', params: {}, spec: METHODS['mailservice.list'] });
		expect(write.params).toEqual({ ID: 1 });
	});

	it('one write among several makes the whole a write', () => {
		expect([accessOf([]), accessOf([read]), accessOf([read, read])]).toEqual(['read', 'read', 'read']);
		expect([accessOf([write]), accessOf([read, write]), accessOf([write, read])]).toEqual(
			Array(3).fill('write'),
		);
	});

	it('has an error when it has no result', () => {
		expect(errorOf({ ok: true, payload: 1 })).toBeUndefined();
		expect(errorOf(WITHHELD)).toEqual({ code: LOCAL_CODES.withheld, text: '' });
	});

	it('codes of the node’s own are like none of Bitrix24, and no two are the same', () => {
		const codes = Object.values(LOCAL_CODES);
		for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
		expect(new Set(codes).size).toBe(codes.length);
	});
});
