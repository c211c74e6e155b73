import { mailbox } from './mailbox';
import { mailService } from './mailService';

/** What the node works with: description, input checks and hook follow from this list. */
export const RESOURCES = [mailService, mailbox];
