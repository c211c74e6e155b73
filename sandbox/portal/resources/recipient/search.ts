import { refused } from '../../rest/requestParams';
import type { ResourceCall } from '../resource';
import type { StoredContact, StoredEmployee } from './people';

/** How people are found, be it for a list or for a name among recipients (vendor's source: RecipientHelper). */

/** What is searched. */
export interface People {
	contacts: StoredContact[];
	employees: StoredEmployee[];
}

/** A person as the portal shows it. */
export interface Found {
	id: number;
	email: string;
	name: string;
}

type Asking = Pick<ResourceCall<People>, 'storeOf' | 'caller' | 'language'>;

/** How many it looks at when it resolves a name. */
const LOOKED_AT = 50;

/** A user's contacts with a part of name or address, the newest first. */
export function findContacts({ contacts }: People, userId: number, query: string): Found[] {
	const part = query.toLowerCase();
	return contacts
		.filter((one) => one.userId === undefined || one.userId === userId)
		.filter(({ name, email }) => [name, email].some((text) => text.toLowerCase().includes(part)))
		.sort((one, other) => other.id - one.id)
		.map(({ id, email, name }) => ({ id, email, name }));
}

/** Employees one of whose words begins with a word of the query; all for blanks, none for a single letter. */
export function findEmployees({ employees }: People, query: string): Found[] {
	const starts = wordsOf(query).filter((word) => word.length >= 2);
	const fits = ({ firstName, lastName, email }: StoredEmployee) =>
		query.trim() === '' ||
		wordsOf(`${lastName} ${firstName} ${email}`).some((word) =>
			starts.some((start) => word.startsWith(start)),
		);
	return employees
		.filter(({ dismissed, email }) => !dismissed && email !== '')
		.filter(fits)
		.sort((one, other) => one.id - other.id)
		.map(({ id, email, firstName, lastName }) => ({ id, email, name: `${lastName} ${firstName}`.trim() }));
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/**
 * The address of the one person whose name or address has this part: a contact of the caller, or else an employee.
 *
 * @throws Refusal when it is nobody or not only one
 */
export function resolveByName({ storeOf, caller, language }: Asking, name: string): string {
	const people = storeOf('recipient') as People;
	const contacts = findContacts(people, caller.userId, name).slice(0, LOOKED_AT);
	const found = contacts.length > 0 ? contacts : findEmployees(people, name).slice(0, LOOKED_AT);
	if (found.length === 1) return found[0]!.email;
	const names = found.map((one) => `${one.name} <${one.email}>`).join(', ');
	const text =
		found.length === 0
			? `Recipient "${name}" not found in address book or among employees.`
			: `Ambiguous recipient "${name}". Found multiple ${contacts.length > 0 ? 'matches' : 'employees'}: ${names}. Please specify the exact email address.`;
	throw refused(language, text, 'RESOLVE_RECIPIENTS_ERROR');
}

/** Whether a user of the portal has this ID and has not been dismissed. */
export function isEmployee({ storeOf }: Pick<Asking, 'storeOf'>, userId: number): boolean {
	const { employees } = storeOf('recipient') as People;
	return employees.some(({ id, dismissed }) => id === userId && !dismissed);
}
