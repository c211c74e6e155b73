import { fieldMethods } from '../rest/fields';
import type { Done } from '../rest/methods';
import { RequestParams } from '../rest/requestParams';
import { readRows, refuseQuery } from '../rest/rows';
import { contactsOf, employeesOf, manyContacts, manyEmployees } from './recipient/people';
import type { StoredContact, StoredEmployee } from './recipient/people';
import { findContacts, findEmployees, type Found, type People } from './recipient/search';
import { defineResource, type ResourceCall } from './resource';

export { manyContacts, manyEmployees, type StoredContact, type StoredEmployee } from './recipient/people';

/** What a portal can be told about recipients. */
export interface RecipientOptions {
	/** Instead of the sample data. IDs count up from 1. */
	contacts?: Array<Partial<StoredContact>>;
	/** Instead of the sample data. IDs count up from 1. */
	employees?: Array<Partial<StoredEmployee>>;
	/** The database gives employees in no order: every call begins one further back. By their IDs when left out. */
	shiftingEmployees?: boolean;
}

interface Store extends People {
	shiftingEmployees: boolean;
	/** How often employees were asked for. */
	employeeCalls: number;
}

type Call = ResourceCall<Store>;

const USUAL_LIMIT = 50;

const FIELDS = { id: 'int', email: 'string', name: 'string' } as const;
const ENTITY = 'RecipientDto';
const fields = fieldMethods(FIELDS, []);

/** What all of these methods have in common. */
const shared = { versions: ['v3'], scope: 'mail' } as const;

/** Whom mail can be sent to (Bitrix24 REST: recipients, REST 3.0). */
export const recipient = defineResource({
	name: 'recipient',
	open: ({ contacts, employees, shiftingEmployees = false }: RecipientOptions): Store => ({
		contacts: contactsOf(contacts),
		employees: employeesOf(employees),
		shiftingEmployees,
		employeeCalls: 0,
	}),
	live: ['contacts', 'employees'],
	many: { contacts: manyContacts, employees: manyEmployees },
	methods: {
		'mail.recipient.listcontacts': { ...shared, call: listContacts },
		'mail.recipient.listemployees': { ...shared, call: listEmployees },
		'mail.recipient.field.list': { ...shared, call: fields.list },
		'mail.recipient.field.get': { ...shared, call: fields.get },
	},
});

function listContacts(call: Call): Done {
	const { store, caller } = call;
	return listed(call, (params) => findContacts(store, caller.userId, params.text('query') ?? ''));
}

function listEmployees(call: Call): Done {
	return listed(call, (params) =>
		shifted(call.store, findEmployees(call.store, params.requireText('query'))),
	);
}

function listed({ params, language }: Call, find: (params: RequestParams) => Found[]): Done {
	refuseQuery(params, Object.keys(FIELDS), ENTITY, language);
	const { limit, offset } = readRows(params, USUAL_LIMIT, language);
	const end = limit < 0 ? undefined : offset + limit;
	return { result: { items: find(new RequestParams(params, language)).slice(offset, end) } };
}

function shifted(store: Store, found: Found[]): Found[] {
	const by = store.shiftingEmployees && found.length > 0 ? store.employeeCalls++ % found.length : 0;
	return by === 0 ? found : [...found.slice(-by), ...found.slice(0, -by)];
}
