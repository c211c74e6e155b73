import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { METHODS } from '../../../../nodes/Bitrix24Mail/api/methods';
import { Bitrix24Mail } from '../../../../nodes/Bitrix24Mail/Bitrix24Mail.node';
import { RESOURCES } from '../../../../nodes/Bitrix24Mail/resources';
import { operationsOf } from '../../../../nodes/Bitrix24Mail/resources/define';

const { properties } = new Bitrix24Mail().description;
const PAGES = path.join(__dirname, '../../../../docs/operations');
const operations = operationsOf(RESOURCES);

/** A declaration and, in a collection, those inside it. */
const withInner = (property: INodeProperties): INodeProperties[] => [
	property,
	...(property.type === 'collection' ? (property.options as INodeProperties[]) : []),
];

describe('The node’s declaration', () => {
	it('has one operation for each REST method, and the other way round; three more have names of their own', () => {
		const declared = properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options }) => options as INodePropertyOptions[])
			.map(({ routing }) => routing?.request?.url);
		// About the credential itself: for an error, and for its test.
		const methods = Object.keys(METHODS).filter((method) => !['profile', 'scope'].includes(method));
		const ownNames = ['mailservice.upsert', 'mail.message.markasspam', 'mail.message.delete'];
		expect(declared.sort()).toEqual([...methods, ...ownNames].sort());
		expect(operations.map(({ url, method }) => url ?? method).sort()).toEqual(declared);
	});

	it('sends nothing that no operation reads, and labels it as the panel does', () => {
		for (const property of properties.flatMap(withInner)) {
			const sent = property.routing?.send?.property;
			if (sent === undefined) continue;
			const labels = operations.flatMap(({ input }) =>
				Object.values(input).flatMap(({ parameter, label }) => (parameter === sent ? [label] : [])),
			);
			expect(labels).toContain(property.displayName);
		}
	});

	it.each(['update', 'upsert', 'delete'])('says that %s reaches connected mailboxes', (operation) => {
		const [notice] = properties.filter(
			({ type, displayOptions }) =>
				type === 'notice' &&
				displayOptions?.show?.resource?.includes('mailService') &&
				displayOptions.show.operation?.includes(operation),
		);
		expect(notice!.displayName).toMatch(/mailboxes connected through/i);
		const page = readFileSync(path.join(PAGES, `mail-service-${operation}.md`), 'utf8');
		expect(page).toContain('**Connected mailboxes change, too.**');
	});

	// n8n evaluates a parameter's expression once for each declaration of its name, whether it is shown or not.
	it('declares a parameter once, where expressions are usual', () => {
		const names = properties.map(({ name }) => name);
		const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
		const perResource = [
			'fieldName',
			'filters',
			'limit',
			'operation',
			'output',
			'outputFields',
			'returnAll',
			'simplify',
		];
		// Collections that hold other fields, and what is required here and optional there.
		const perOperation = ['additionalFields', 'from', 'mailboxId', 'message', 'options', 'search'];
		expect([...twice].sort()).toEqual([...perResource, ...perOperation].sort());
	});

	it('shares a parameter of several resources, which n8n looks at for each item and each declaration', () => {
		const declarationsOf = (name: string) => properties.filter((property) => property.name === name);
		expect(declarationsOf('returnAll')).toHaveLength(2);
		expect(properties.length).toBeLessThan(65);
	});

	it('shows each operation its own parameters, each once, in their order', () => {
		for (const { value: resource, operations } of RESOURCES) {
			for (const { value: operation, parameters } of operations) {
				const shown = properties.filter(({ displayOptions: { show } = {} }) =>
					Boolean(show?.resource?.includes(resource) && show.operation?.includes(operation)),
				);
				const own = shown.filter(({ type }) => type !== 'notice').map(({ name }) => name);
				expect({ resource, operation, own }).toEqual({
					resource,
					operation,
					own: parameters.map(({ name }) => name),
				});
			}
		}
	});
});
