export { getMailboxFields, searchMailboxFields, searchMessageFields, searchRecipientFields } from './fields';
export { searchMailboxes } from './searchMailboxes';
export { searchMailServices } from './searchMailServices';
export { searchMessages } from './searchMessages';
export { searchSenders } from './searchSenders';
