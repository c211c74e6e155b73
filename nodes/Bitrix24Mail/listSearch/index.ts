export { getMailboxFields, searchMailboxFields } from './mailboxFields';
export { searchMailboxes } from './searchMailboxes';
export { searchMailServices } from './searchMailServices';
