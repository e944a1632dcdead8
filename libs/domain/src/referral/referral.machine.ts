import type { Machine } from '../machine.js';

export const referralStates = [
  'draft',
  'submitted',
  'info_requested',
  'consult_first',
  'returned',
  'offered',
  'doctor_accepted',
  'accepted',
  'no_show',
  'in_transit',
  'arrived',
  'in_care',
  'outcome_sent',
  'closed',
  'cancelled',
  'voided',
] as const;
export type ReferralState = (typeof referralStates)[number];

export const referralActions = [
  'submit',
  'accept',
  'withdrawAcceptance',
  'ask',
  'reply',
  'return',
  'resubmit',
  'redirect',
  'convert',
  'resume',
  'closeWithAdvice',
  'treatHere',
  'appeal',
  'uphold',
  'overturn',
  'cancel',
  'patientDeclines',
  'depart',
  'acknowledge',
  'divert',
  'turnBack',
  'arrive',
  'signHandOver',
  'reassign',
  'admit',
  'markNoShow',
  'rebook',
  'reportOutcome',
  'reportDeath',
  'offerDown',
  'doctorAccept',
  'doctorDecline',
  'close',
  'correct',
  'confirmCorrection',
  'refuseCorrection',
  'enterInError',
  'undo',
] as const;
export type ReferralAction = (typeof referralActions)[number];

type Row = Machine<ReferralState, ReferralAction>[ReferralState];
/** What an independent reviewer says about a return runs beside the case, wherever the case is by then. */
const reviewed = (state: ReferralState): Row => ({ uphold: state, overturn: state });
/** Whatever happened to it, a referral that was sent can turn out to be of the wrong patient. */
const sent = (state: ReferralState, row: Row): Row => ({ ...row, ...reviewed(state), enterInError: 'voided' });
const corrected = (state: ReferralState): Row => ({ correct: state, confirmCorrection: state, refuseCorrection: state });

/** Two-way referral (双向转诊), the table of what leads where. Who may do what, and under which condition, is `referral.policy`. */
export const referralMachine: Machine<ReferralState, ReferralAction> = {
  draft: { submit: 'submitted', cancel: 'cancelled' },
  submitted: sent('submitted', {
    accept: 'accepted',
    ask: 'info_requested',
    return: 'returned',
    redirect: 'submitted',
    convert: 'consult_first',
    // an immediate case leaves without waiting
    depart: 'in_transit',
    signHandOver: 'submitted',
    patientDeclines: 'closed',
    cancel: 'cancelled',
  }),
  // who asked need not wait for a reply that never comes
  info_requested: sent('info_requested', {
    reply: 'submitted',
    accept: 'accepted',
    return: 'returned',
    patientDeclines: 'closed',
    cancel: 'cancelled',
  }),
  consult_first: sent('consult_first', { resume: 'submitted', closeWithAdvice: 'closed', patientDeclines: 'closed', cancel: 'cancelled' }),
  returned: sent('returned', {
    resubmit: 'submitted',
    redirect: 'submitted',
    treatHere: 'closed',
    appeal: 'returned',
    undo: 'submitted',
    patientDeclines: 'closed',
    cancel: 'cancelled',
  }),
  offered: sent('offered', {
    doctorAccept: 'doctor_accepted',
    doctorDecline: 'returned',
    patientDeclines: 'closed',
    cancel: 'cancelled',
  }),
  doctor_accepted: sent('doctor_accepted', { accept: 'accepted', return: 'returned', patientDeclines: 'closed', cancel: 'cancelled' }),
  accepted: sent('accepted', {
    depart: 'in_transit',
    arrive: 'arrived',
    withdrawAcceptance: 'submitted',
    markNoShow: 'no_show',
    signHandOver: 'accepted',
    undo: 'submitted',
    patientDeclines: 'closed',
    cancel: 'cancelled',
  }),
  no_show: sent('no_show', { rebook: 'accepted', arrive: 'arrived', patientDeclines: 'closed', cancel: 'cancelled' }),
  in_transit: sent('in_transit', {
    acknowledge: 'in_transit',
    divert: 'in_transit',
    turnBack: 'cancelled',
    arrive: 'arrived',
    signHandOver: 'in_transit',
    reportDeath: 'outcome_sent',
    patientDeclines: 'closed',
  }),
  arrived: sent('arrived', {
    reassign: 'arrived',
    admit: 'in_care',
    signHandOver: 'arrived',
    reportOutcome: 'outcome_sent',
    reportDeath: 'outcome_sent',
    patientDeclines: 'closed',
  }),
  in_care: sent('in_care', { offerDown: 'in_care', signHandOver: 'in_care', reportOutcome: 'outcome_sent', reportDeath: 'outcome_sent' }),
  outcome_sent: sent('outcome_sent', { close: 'closed', ...corrected('outcome_sent') }),
  closed: sent('closed', corrected('closed')),
  cancelled: sent('cancelled', {}),
  voided: {},
};

/** Nobody is waited for any more. A closed one may still be corrected, every sent one still be voided. */
export const finalStates = ['closed', 'cancelled', 'voided'] as const satisfies readonly ReferralState[];

/** States in which somebody still has to act: they stand in the queues and always have an owner and a next-action time. */
export const openStates = referralStates.filter((state) => state !== 'draft' && !(finalStates as readonly string[]).includes(state));

/** A referral starts as a draft, or as an offer to take a patient back. */
export const firstStates = ['draft', 'offered'] as const satisfies readonly ReferralState[];
