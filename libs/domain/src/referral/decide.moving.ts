import { Refusal } from '../refusal.js';
import { elsewhere, event, note, over, refuseWay, takesOver, waiting, waitingFor, type Decide, type Decision } from './decide.parts.js';
import { needsHandOver } from './referral.policy.js';

/** The patient on the way, and arriving. */

/** @throws Refusal referral.time_invalid */
const depart: Decide<'depart'> = ({ estimatedArrivalAt }, decision) => {
  refuseWay(estimatedArrivalAt, decision);
  const { referral, at, state } = decision;
  return {
    set: { state, ...waiting(decision, estimatedArrivalAt, 'receiver'), departedAt: at.now, undo: null },
    event: event('depart', {
      estimatedArrivalAt: estimatedArrivalAt.toISOString(),
      urgency: referral.urgency,
      answered: referral.acceptedAt ? 1 : 0,
      ...(referral.receiverDepartmentId && { departmentId: referral.receiverDepartmentId }),
    }),
    note: null,
  };
};

/** @throws Refusal referral.time_invalid, receiver_invalid, same_place */
const divert: Decide<'divert'> = (ask, decision) => {
  refuseWay(ask.estimatedArrivalAt, decision);
  const { referral, state } = decision;
  // a crew on the road goes where the patient lives; consent never stops it
  const to = elsewhere({ ...decision, referral: { ...referral, urgency: 'immediate' } }, ask);
  const moved: Decision = { ...decision, referral: { ...referral, ...to } };
  return {
    set: { state, ...to, ...waiting(moved, ask.estimatedArrivalAt, 'receiver'), reception: null, acceptedAt: null, undo: null },
    event: event('divert', {
      reason: ask.reason,
      urgency: 'immediate',
      estimatedArrivalAt: ask.estimatedArrivalAt.toISOString(),
      ...(to.receiverDepartmentId && { departmentId: to.receiverDepartmentId }),
      ...(referral.receiverId && { from: referral.receiverId }),
      ...(to.receiverId && { to: to.receiverId }),
    }),
    note: note('diversion', ask.explanation),
  };
};

const turnBack: Decide<'turnBack'> = ({ reason, explanation }, { state, at }) => ({
  set: over(state, 'turned_back', at.now),
  event: event('turnBack', { reason }),
  note: note('turning_back', explanation),
});

/** Custody passes at the door, unless the sheet that both sides sign is still open. */
const arrive: Decide<'arrive'> = (_, decision) => {
  const { referral, at, state } = decision;
  const sheet = needsHandOver(referral);
  const passes = referral.receiverId && (!sheet || referral.handOver.sender);
  return {
    set: {
      state,
      ...(passes && sheet === false ? waitingFor(decision, 'receiver') : waitingFor(decision, passes ? 'receiver' : 'sender')),
      ...(passes && { custodianId: referral.receiverId as string }),
      arrivedAt: at.now,
      acceptedAt: referral.acceptedAt ?? at.now,
      undo: null,
    },
    event: event('arrive', { custodyPassed: passes ? 1 : 0 }),
    note: null,
    ...(sheet && referral.handOver.sender && { signs: 'receiver' as const }),
  };
};

/** @throws Refusal referral.hand_over_missing when the first side brings no sheet */
const signHandOver: Decide<'signHandOver'> = ({ sheet }, decision) => {
  const { referral, state } = decision;
  const signs = referral.handOver.sender ? 'receiver' : 'sender';
  if (signs === 'sender' && !sheet) throw new Refusal('referral.hand_over_missing');
  const there = state === 'arrived' || state === 'in_care';
  const waits = there && signs === 'sender' ? { ...waiting(decision, referral.nextActionAt ?? decision.at.now, 'receiver') } : {};
  return {
    set: { state, ...waits, ...(signs === 'receiver' && referral.receiverId && { custodianId: referral.receiverId }) },
    event: event('signHandOver', { side: signs }),
    note: null,
    signs,
  };
};

const reassign: Decide<'reassign'> = ({ receiverDepartmentId }, { referral, state }) => {
  if (receiverDepartmentId === referral.receiverDepartmentId) throw new Refusal('referral.same_place');
  return {
    set: { state, receiverDepartmentId },
    event: event('reassign', {
      departmentId: receiverDepartmentId,
      ...(referral.receiverDepartmentId && { from: referral.receiverDepartmentId }),
    }),
    note: null,
  };
};

const admit: Decide<'admit'> = (_, decision) => {
  if (decision.referral.service !== 'emergency' && decision.referral.service !== 'inpatient') throw new Refusal('referral.never_admitted');
  return {
    set: { state: decision.state, ...waitingFor(decision, 'receiver'), ...takesOver(decision), undo: null },
    event: event('admit'),
    note: null,
  };
};

const markNoShow: Decide<'markNoShow'> = (_, decision) => ({
  set: { state: decision.state, ...waitingFor(decision, 'sender'), undo: null },
  event: event('markNoShow'),
  note: null,
});

/** @throws Refusal referral.arrival_in_past */
const rebook: Decide<'rebook'> = ({ arriveBy, place }, decision) => {
  if (arriveBy <= decision.at.now) throw new Refusal('referral.arrival_in_past');
  return {
    set: {
      state: decision.state,
      ...waiting(decision, arriveBy, 'sender'),
      reception: { arriveBy, place, phone: null, physician: null, bedRoute: null },
      undo: null,
    },
    event: event('rebook', { arriveBy: arriveBy.toISOString() }),
    note: null,
  };
};

export const moving = { depart, divert, turnBack, arrive, signHandOver, reassign, admit, markNoShow, rebook };
