/** What was promised to a referral is given back unless its patient came. Handlers run in the worker. */
export const holdEnds = 'capacity.hold_ends';
/** Somebody who waits was promised a call today. */
export const contactDue = 'capacity.contact_due';
