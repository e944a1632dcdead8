/** A member is pending until its agreement is recorded (AL-05); `leaving` has a last day that is still to come. */
export const membershipStates = ['pending', 'active', 'suspended', 'leaving', 'left'] as const;
export type MembershipState = (typeof membershipStates)[number];
