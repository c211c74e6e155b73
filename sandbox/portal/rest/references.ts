import { asParams } from '../http/request';

/**
 * The references of a batch of REST 3.0: `{ "$ref": "0.id" }` and `{ "$refArray": "name.id" }` stand for what earlier calls
 * answered (Bitrix24 REST: batch 3.0).
 */
export class References {
	private readonly results: Record<string, unknown> = {};

	/** @param refuse makes what is thrown when a reference leads nowhere */
	constructor(private readonly refuse: (what: string) => Error) {}

	/** Only results with an `item` or `items` can be referred to; the name stands for that, not for the whole result. */
	remember(name: string, result: unknown): void {
		const { item, items } = asParams(result);
		this.results[name] = item ?? items;
	}

	/** A value with all its references replaced, however deep they are. */
	resolve(value: unknown): unknown {
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) return value.map((child) => this.resolve(child));
		const { $ref, $refArray } = value as Record<string, unknown>;
		if (typeof $ref === 'string') return this.follow($ref);
		if (typeof $refArray === 'string') return this.collect($refArray);
		return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, this.resolve(child)]));
	}

	private follow(path: string): unknown {
		const [name = '', ...keys] = path.split('.');
		// the server's own paths leave out "item" and "items"; with them, they are understood here, too
		const wrapped = keys[0] === 'item' || keys[0] === 'items';
		return [name, ...keys.slice(wrapped ? 1 : 0)].reduce<unknown>((reached, key) => {
			const next = (reached as Record<string, unknown> | null)?.[key];
			if (next === undefined) throw this.refuse(`Path '${path}' not found in context`);
			return next;
		}, this.results);
	}

	/** One field of every element of a list. */
	private collect(path: string): unknown[] {
		const at = path.lastIndexOf('.');
		if (at < 0) throw this.refuse("Invalid $refArray format - expected 'path.to.array.field'");
		const [listPath, field] = [path.slice(0, at), path.slice(at + 1)];
		const list = this.follow(listPath);
		if (!Array.isArray(list)) throw this.refuse(`Path '${listPath}' must point to an array or iterable`);
		return list.map((element) => {
			const value = asParams(element)[field];
			if (value === undefined) throw this.refuse(`Field '${field}' not found in items`);
			return value;
		});
	}
}
