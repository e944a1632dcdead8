import type { Actor } from '../access/actor.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import { missingFields } from './completion.js';
import { answering } from './decide.answering.js';
import { ending } from './decide.ending.js';
import { moving } from './decide.moving.js';
import type { Decide, Decision } from './decide.parts.js';
import { sending } from './decide.sending.js';
import type { ReferralAsk } from './referral.ask.js';
import { referralMachine, type ReferralAction } from './referral.machine.js';
import { mayAct, sideOf } from './referral.policy.js';
import type { Circumstances, ReferralChange, ReferralFacts } from './referral.types.js';

const deciders: { readonly [A in ReferralAction]: Decide<A> } = { ...sending, ...answering, ...moving, ...ending };

/**
 * Decides one action on one referral: what changes, which event says so, who is waited for. Nothing is written here.
 * `today` is the plain date at the sender.
 * @throws Refusal referral.not_found, wrong_state, not_your_action, undo_over, ask_not_for_immediate, never_admitted, incomplete, receiver_invalid,
 * same_place, consent_not_covering, acceptance_incomplete, arrival_in_past, time_invalid, hand_over_missing, reviewer_invalid, criteria.reason_required
 */
export function decide(referral: ReferralFacts, ask: ReferralAsk, actor: Actor, at: Circumstances, today: string): ReferralChange {
  const { action } = ask;
  const reviews = referral.appeal?.reviewerInstitutionId === actor.institutionId;
  if (!sideOf(referral, actor.institutionId) && !reviews) throw new Refusal('referral.not_found');
  const state = next(referralMachine, referral.state, action);
  if (action === 'undo' && (!state || !referral.undo || at.now >= referral.undo.until)) throw new Refusal('referral.undo_over');
  if (!state) throw new Refusal('referral.wrong_state', { state: referral.state, action });
  if (action === 'ask' && referral.urgency === 'immediate') throw new Refusal('referral.ask_not_for_immediate');
  if (action === 'admit' && referral.service !== 'emergency' && referral.service !== 'inpatient')
    throw new Refusal('referral.never_admitted');
  if (!mayAct(actor, action, referral, at)) throw new Refusal('referral.not_your_action', { action, role: actor.role });
  if (action === 'submit' || action === 'resubmit') refuseIncomplete(referral, today);
  const { service, urgency } = referral;
  // a draft that is given up may have neither
  const decision: Decision = {
    referral: { ...referral, service: service ?? 'outpatient', urgency: urgency ?? 'routine' },
    actor,
    at,
    state,
  };
  return (deciders[action] as Decide<ReferralAction>)(ask, decision);
}

function refuseIncomplete(referral: ReferralFacts, today: string): void {
  const missing = missingFields(referral, today);
  if (missing.length) throw new Refusal('referral.incomplete', { fields: missing });
  if (referral.receiverId === referral.senderId) throw new Refusal('referral.receiver_invalid', { fields: ['receiverId'] });
}
