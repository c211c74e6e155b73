import { mailbox } from './mailbox';
import { mailService } from './mailService';
import { message } from './message';
import { recipient } from './recipient';

/** What the node works with: description, input checks and hook follow from this list. */
export const RESOURCES = [mailService, mailbox, message, recipient];
