import { isOver, isPeriod, type Period } from '../administration/period.js';
import { Refusal } from '../refusal.js';

/** A member is pending until its agreement is recorded (AL-05); `leaving` has a last day that is still to come. */
export const membershipStates = ['pending', 'active', 'suspended', 'leaving', 'left'] as const;
export type MembershipState = (typeof membershipStates)[number];

/** What a membership's state is read from. The lead needs no agreement with itself. */
export interface MembershipFacts extends Period {
  readonly role: 'lead' | 'member';
  readonly agreement: string | null;
  readonly suspended: boolean;
}
export type MembershipAsk =
  | { readonly action: 'agree'; readonly agreement: string }
  | { readonly action: 'suspend' }
  | { readonly action: 'resume' }
  | { readonly action: 'leave'; readonly lastDay: string };
export type MembershipAction = MembershipAsk['action'];

/** The first of these that is true: it says whether the member takes part today, not only what was asked last. */
export function membershipState(facts: MembershipFacts, day: string): MembershipState {
  if (isOver(facts, day)) return 'left';
  if (facts.suspended) return 'suspended';
  if ((facts.role === 'member' && facts.agreement === null) || facts.from > day) return 'pending';
  return facts.to === null ? 'active' : 'leaving';
}

/** Whether patients are sent to it and by it: until its last day, where nothing keeps it from it. */
export const takesPart = (state: MembershipState): boolean => state === 'active' || state === 'leaving';

const actions: Readonly<Record<MembershipState, readonly MembershipAction[]>> = {
  pending: ['agree', 'leave'],
  active: ['suspend', 'leave'],
  suspended: ['resume', 'leave'],
  leaving: ['suspend', 'leave'],
  left: [],
};
/** What can be done with a member now. The lead can neither be suspended nor leave: an alliance without it is none. */
export const membershipActions = (facts: MembershipFacts, day: string): readonly MembershipAction[] =>
  facts.role === 'lead' ? [] : actions[membershipState(facts, day)];

/**
 * The membership after an action.
 * @throws Refusal membership.wrong_state, membership.date_invalid
 */
export function decideMembership(facts: MembershipFacts, ask: MembershipAsk, day: string): MembershipFacts {
  if (!membershipActions(facts, day).includes(ask.action))
    throw new Refusal('membership.wrong_state', { state: membershipState(facts, day), role: facts.role, action: ask.action });
  switch (ask.action) {
    case 'agree':
      return { ...facts, agreement: ask.agreement };
    case 'suspend':
      return { ...facts, suspended: true };
    case 'resume':
      return { ...facts, suspended: false };
    case 'leave':
      if (ask.lastDay < day || !isPeriod({ from: facts.from, to: ask.lastDay }))
        throw new Refusal('membership.date_invalid', { fields: ['lastDay'] });
      return { ...facts, to: ask.lastDay };
  }
}
