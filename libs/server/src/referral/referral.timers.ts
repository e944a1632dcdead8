/** The answer to a referral is due. Its handler runs in the worker. */
export const responseDue = 'referral.response_due';
