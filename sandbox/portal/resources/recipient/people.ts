/** An entry of a user's mail address book. */
export interface StoredContact {
	id: number;
	email: string;
	name: string;
	/** Whose address book it is in; everybody's when left out. */
	userId?: number;
}

/** A user of the portal. */
export interface StoredEmployee {
	/** The user's ID. */
	id: number;
	email: string;
	firstName: string;
	lastName: string;
	/** Dismissed ones are not found. */
	dismissed?: boolean;
}

const SAMPLE_CONTACTS: ReadonlyArray<Partial<StoredContact>> = [
	{ email: 'ann.lee@example.org', name: 'Ann Lee' },
	{ email: 'ben.okafor@example.org', name: 'Ben Okafor' },
	{ email: 'billing@example.org', name: 'Paper & Ink Ltd' },
	{ email: 'maria.costa@example.org', name: 'Costa, Maria' },
	{ email: 'david.kim@example.org', name: '' },
	{ email: 'eva.novak@example.org', name: 'Eva Novak' },
];

const SAMPLE_EMPLOYEES: ReadonlyArray<Partial<StoredEmployee>> = [
	{ email: 'jane.miller@example.com', firstName: 'Jane', lastName: 'Miller' },
	{ email: 'omar.haddad@example.com', firstName: 'Omar', lastName: 'Haddad' },
	{ email: 'ann.miller@example.com', firstName: 'Ann', lastName: 'Miller' },
	{ email: 'leo.former@example.com', firstName: 'Leo', lastName: 'Former', dismissed: true },
];

/** Complete contacts from incomplete ones, IDs counted up from 1. */
export function contactsOf(given: ReadonlyArray<Partial<StoredContact>> = SAMPLE_CONTACTS): StoredContact[] {
	return given.map((one, index) => ({ ...contact(index + 1), ...one }));
}

/** Complete employees from incomplete ones, IDs counted up from 1. */
export function employeesOf(
	given: ReadonlyArray<Partial<StoredEmployee>> = SAMPLE_EMPLOYEES,
): StoredEmployee[] {
	return given.map((one, index) => ({ ...employee(index + 1), ...one }));
}

/** As many contacts as wanted, with the IDs 1 to `count`. */
export function manyContacts(count: number): StoredContact[] {
	return Array.from({ length: count }, (_, index) => contact(index + 1));
}

/** As many employees as wanted, with the IDs 1 to `count`. */
export function manyEmployees(count: number): StoredEmployee[] {
	return Array.from({ length: count }, (_, index) => employee(index + 1));
}

function contact(id: number): StoredContact {
	return { id, email: `contact${id}@example.org`, name: `Contact ${id}` };
}

function employee(id: number): StoredEmployee {
	return { id, email: `employee${id}@example.com`, firstName: `First${id}`, lastName: `Last${id}` };
}
