import { Refusal } from '../refusal.js';
import { event, note, over, takesOver, waitingFor, type Decide } from './decide.parts.js';

/** How a referral ends, and what may still be said about it afterwards. */

const reportOutcome: Decide<'reportOutcome'> = ({ outcome, summary }, decision) => ({
  set: { state: decision.state, ...waitingFor(decision, 'sender'), ...takesOver(decision), outcome, endedAs: 'outcome', undo: null },
  event: event('reportOutcome', { outcome }),
  note: note('outcome_summary', summary),
});

/** Days after which a death is no longer reported here but corrected. */
const latestReportDays = 30;

/** @throws Refusal referral.time_invalid for a death that lies ahead, or long ago */
const reportDeath: Decide<'reportDeath'> = ({ diedAt, place, certifiedBy }, decision) => {
  const days = (decision.at.now.getTime() - diedAt.getTime()) / 86_400_000;
  if (days < 0 || days > latestReportDays) throw new Refusal('referral.time_invalid', { fields: ['diedAt'] });
  return {
    set: { state: decision.state, ...waitingFor(decision, 'sender'), outcome: 'died', endedAs: 'died', undo: null },
    event: event('reportDeath', { diedAt: diedAt.toISOString() }),
    note: note('death', `${place} · ${certifiedBy}`),
  };
};

const close: Decide<'close'> = (_, { referral, state, at }) => {
  const { endedAs: _how, ...set } = over(state, 'outcome', at.now);
  return { set, event: event('close', { outcomeKnown: referral.state === 'outcome_sent' ? 1 : 0 }), note: null };
};

const treatHere: Decide<'treatHere'> = ({ plan }, { state, at }) => ({
  set: over(state, 'treated_here', at.now),
  event: event('treatHere'),
  note: note('treatment_plan', plan),
});

const cancel: Decide<'cancel'> = ({ reason }, { state, at }) => ({
  set: over(state, 'cancelled', at.now),
  event: event('cancel', { reason }),
  note: null,
});

/** The patient's own will: an end like any other, counted against nobody (RF-05). */
const patientDeclines: Decide<'patientDeclines'> = ({ decidedBy, proof, explanation }, { state, at }) => ({
  set: over(state, 'patient_declined', at.now),
  event: event('patientDeclines', { decidedBy, proof }),
  note: note('refusal_of_patient', explanation),
});

const enterInError: Decide<'enterInError'> = ({ reason, explanation }, { state, at }) => ({
  set: over(state, 'entered_in_error', at.now),
  event: event('enterInError', { reason }),
  note: note('error', explanation),
});

const offerDown: Decide<'offerDown'> = (_, { state }) => ({ set: { state }, event: event('offerDown'), note: null });

const appeal: Decide<'appeal'> = ({ explanation, reviewerInstitutionId }, { referral, state }) => {
  if (reviewerInstitutionId === referral.senderId || reviewerInstitutionId === referral.receiverId)
    throw new Refusal('referral.reviewer_invalid', { fields: ['reviewerInstitutionId'] });
  return { set: { state, undo: null }, event: event('appeal', { reviewer: reviewerInstitutionId }), note: note('appeal', explanation) };
};

const decideAppeal: Decide<'uphold' | 'overturn'> = ({ action, explanation }, { state }) => ({
  set: { state },
  event: event(action),
  note: note('appeal_verdict', explanation),
});

const correct: Decide<'correct'> = (_, { state }) => ({ set: { state }, event: event('correct'), note: null });
const decideCorrection: Decide<'confirmCorrection' | 'refuseCorrection'> = ({ action }, { state }) => ({
  set: { state },
  event: event(action),
  note: null,
});

export const ending = {
  reportOutcome,
  reportDeath,
  close,
  treatHere,
  cancel,
  patientDeclines,
  enterInError,
  offerDown,
  appeal,
  uphold: decideAppeal,
  overturn: decideAppeal,
  correct,
  confirmCorrection: decideCorrection,
  refuseCorrection: decideCorrection,
};
