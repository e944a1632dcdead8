import { Refusal } from '../refusal.js';
import { acceptanceNeeds, after } from './deadline.js';
import { answered, event, note, over, waiting, waitingFor, type AskTo, type Decide, type Decision } from './decide.parts.js';
import type { Service } from './referral.codes.js';
import type { Undoable } from './referral.types.js';

/** How long an answer can be taken back, in seconds. */
export const undoSeconds = 60;

/** What the receiver answers. */

/** How far ahead a place can be promised; what lies further is a slip of the hand. */
const longestWaitDays: Readonly<Record<Service, number>> = { emergency: 2, inpatient: 60, outpatient: 366, examination: 366 };

/** @throws Refusal referral.acceptance_incomplete, referral.arrival_in_past, referral.time_invalid */
function receptionOf(ask: AskTo<'accept' | 'acknowledge'>, { referral: { service }, at: { now } }: Decision) {
  const absent = acceptanceNeeds[service].filter((need) => !ask[need]?.trim());
  if (absent.length) throw new Refusal('referral.acceptance_incomplete', { fields: absent });
  if (ask.arriveBy <= now) throw new Refusal('referral.arrival_in_past');
  const days = (ask.arriveBy.getTime() - now.getTime()) / 86_400_000;
  if (days > longestWaitDays[service]) throw new Refusal('referral.time_invalid', { fields: ['arriveBy'] });
  const { arriveBy, place, phone, physician, bedRoute } = ask;
  return { arriveBy, place, phone, physician, bedRoute };
}

/** Only a first answer is undone: what an offer was answered with goes through its own withdrawal. */
const undoable = (action: Undoable['action'], { referral, actor, at }: Decision): Undoable | null =>
  referral.state !== 'submitted'
    ? null
    : {
        action,
        institutionId: actor.institutionId,
        until: after(at.now, undoSeconds),
        restore: { nextActionAt: referral.nextActionAt, nextActionBy: referral.nextActionBy },
      };

/** Messages that leave the portal wait until the answer stands; of an immediate case nothing waits. */
const standsAt = (undo: Undoable | null, { referral: { urgency } }: Decision) =>
  undo && urgency !== 'immediate' ? { undoUntil: undo.until.toISOString() } : {};

const accept: Decide<'accept'> = (ask, decision) => {
  const { at, state } = decision;
  const reception = receptionOf(ask, decision);
  const undo = undoable('accept', decision);
  return {
    set: { state, ...waiting(decision, reception.arriveBy, 'sender'), reception, acceptedAt: at.now, pausedSeconds: null, undo },
    event: event('accept', { arriveBy: reception.arriveBy.toISOString(), ...standsAt(undo, decision), ...answered(decision) }),
    note: ask.advice ? note('advice', ask.advice) : null,
  };
};

/** For who left before anyone answered: the place is fixed, the way goes on. */
const acknowledge: Decide<'acknowledge'> = (ask, decision) => {
  const { referral, at, state } = decision;
  const reception = receptionOf(ask, decision);
  return {
    set: {
      state,
      ...waiting(decision, referral.nextActionAt ?? reception.arriveBy, 'receiver'),
      reception,
      acceptedAt: at.now,
      undo: null,
    },
    event: event('acknowledge', { arriveBy: reception.arriveBy.toISOString() }),
    note: ask.advice ? note('advice', ask.advice) : null,
  };
};

const withdrawAcceptance: Decide<'withdrawAcceptance'> = ({ reason, explanation }, decision) => ({
  set: { state: decision.state, ...waitingFor(decision, 'receiver'), reception: null, acceptedAt: null, undo: null },
  event: event('withdrawAcceptance', { reason, urgency: decision.referral.urgency }),
  note: note('withdrawal', explanation),
});

const giveBack: Decide<'return'> = ({ reason, advice }, decision) => {
  const undo = undoable('return', decision);
  return {
    set: { state: decision.state, ...waitingFor(decision, 'sender'), pausedSeconds: null, undo },
    event: event('return', { reason, ...standsAt(undo, decision), ...answered(decision) }),
    note: note('return_advice', advice),
  };
};

const doctorAccept: Decide<'doctorAccept'> = (_, decision) => ({
  set: { state: decision.state, ...waitingFor(decision, 'receiver'), undo: null },
  event: event('doctorAccept', answered(decision)),
  note: null,
});

const doctorDecline: Decide<'doctorDecline'> = ({ reason, advice }, decision) => ({
  set: { state: decision.state, ...waitingFor(decision, 'sender'), undo: null },
  event: event('doctorDecline', { reason, ...answered(decision) }),
  note: note('return_advice', advice),
});

const convert: Decide<'convert'> = ({ question }, decision) => ({
  set: { state: decision.state, ...waitingFor(decision, 'receiver'), pausedSeconds: null, undo: null },
  event: event('convert', answered(decision)),
  note: note('question', question),
});

const closeWithAdvice: Decide<'closeWithAdvice'> = ({ advice }, { state, at }) => ({
  set: over(state, 'advice', at.now),
  event: event('closeWithAdvice'),
  note: note('advice', advice),
});

/** Everything stands as it stood before the answer. @throws Refusal referral.undo_over */
const undo: Decide<'undo'> = (_, { referral, state }) => {
  if (!referral.undo) throw new Refusal('referral.undo_over');
  const { action, restore } = referral.undo;
  return {
    set: { state, ...restore, reception: null, acceptedAt: null, undo: null },
    event: event('undo', { undid: action }),
    note: null,
  };
};

export const answering = {
  accept,
  acknowledge,
  withdrawAcceptance,
  return: giveBack,
  doctorAccept,
  doctorDecline,
  convert,
  closeWithAdvice,
  undo,
};
