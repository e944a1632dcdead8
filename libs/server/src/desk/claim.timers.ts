/** A claim is looked at again: it ends where nobody has worked on it. */
export const claimLapses = 'referral.claim_lapses';
