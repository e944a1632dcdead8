import type { Actor } from '../access/actor.js';
import { Refusal } from '../refusal.js';
import type { Ending, NoteKind, Service, Side, Urgency } from './referral.codes.js';
import type { Elsewhere, ReferralAsk } from './referral.ask.js';
import { dueAt, secondsUntil, type DeadlineStep } from './deadline.js';
import type { ReferralAction, ReferralState } from './referral.machine.js';
import { pastFacts, type Circumstances, type ReferralChange, type ReferralFacts } from './referral.types.js';

/** One action being decided: the table and the policy have allowed it. */
export interface Decision {
  readonly referral: ReferralFacts & { readonly service: Service; readonly urgency: Urgency };
  readonly actor: Actor;
  readonly at: Circumstances;
  /** Where the table leads. */
  readonly state: ReferralState;
}
type Narrowed<M, A> = M extends { readonly action: infer X } ? ([A & X] extends [never] ? never : M & { readonly action: A }) : never;
/** What is asked with an action. */
export type AskTo<A extends ReferralAction> = Narrowed<ReferralAsk, A>;
export type Decide<A extends ReferralAction> = (ask: AskTo<A>, decision: Decision) => ReferralChange;

type Data = Readonly<Record<string, string | number>>;
export const event = (action: ReferralAction, data: Data = {}): ReferralChange['event'] => ({
  kind: `referral.${pastFacts[action]}`,
  data,
});
export const note = (kind: NoteKind, text: string): ReferralChange['note'] => ({ kind, text });

/** Who is waited for and until when. Steps of a receiver off the platform are the sender's to record. */
export const waiting = ({ referral: { outside } }: Decision, nextActionAt: Date, by: Side) => ({
  nextActionAt,
  nextActionBy: outside ? ('sender' as const) : by,
});
/** The same, due when the step that begins now is. */
export const waitingFor = (decision: Decision, by: Side) =>
  waiting(decision, dueAt(decision.state as DeadlineStep, decision.referral.urgency, decision.at.now, decision.at.deadlines), by);

export const over = (state: ReferralState, endedAs: Ending, now: Date) => ({
  state,
  endedAs,
  closedAt: now,
  nextActionAt: null,
  nextActionBy: null,
  pausedSeconds: null,
  undo: null,
});

/** Seconds by which the answer was early (positive) or late, for the figures that are drawn from events later. */
export const answered = ({ referral: { nextActionAt }, at: { now } }: Decision): Data =>
  nextActionAt ? { secondsLeft: secondsUntil(nextActionAt, now) } : {};

/**
 * Another place to go to: a hospital of the platform with its department, or one outside of it.
 * @throws Refusal referral.receiver_invalid, same_place, consent_not_covering
 */
export function elsewhere({ referral }: Decision, to: Elsewhere): Elsewhere {
  const { urgency, senderId, receiverId, receiverDepartmentId, consentScope } = referral;
  if ((to.receiverId === null) === (to.outside === null) || to.receiverId === senderId)
    throw new Refusal('referral.receiver_invalid', { fields: ['receiverId'] });
  if (to.receiverId && !to.receiverDepartmentId && urgency !== 'immediate')
    throw new Refusal('referral.receiver_invalid', { fields: ['receiverDepartmentId'] });
  const sameHouse = to.receiverId !== null && to.receiverId === receiverId;
  if (sameHouse && to.receiverDepartmentId === receiverDepartmentId) throw new Refusal('referral.same_place');
  // paper never blocks rescue; anybody else agreed to the hospital that was named, or to any of the alliance
  if (!sameHouse && urgency !== 'immediate' && (consentScope !== 'alliance' || to.outside))
    throw new Refusal('referral.consent_not_covering');
  return { receiverId: to.receiverId, receiverDepartmentId: to.receiverDepartmentId, outside: to.outside };
}

/** Who treats the patient answers for the patient, whether or not the paper was signed: paper never holds care. */
export const takesOver = ({ referral: { receiverId } }: Decision) => (receiverId ? { custodianId: receiverId } : {});

/** Nobody is on the road longer; what lies further ahead or behind is a slip of the hand. */
const longestWayHours = 48;
/** On a bad line a departure is written down when the vehicle has almost arrived. */
const lateEntryHours = 6;

/** @throws Refusal referral.time_invalid for an arrival long past, or further away than any road */
export function refuseWay(estimatedArrivalAt: Date, { at: { now } }: Decision): void {
  const hours = (estimatedArrivalAt.getTime() - now.getTime()) / 3_600_000;
  if (hours < -lateEntryHours || hours > longestWayHours) throw new Refusal('referral.time_invalid', { fields: ['estimatedArrivalAt'] });
}
