import type { Machine } from '../machine.js';

export const consultationStates = [
  'draft',
  'invited',
  'booked',
  'in_session',
  'concluding',
  'decided',
  'closed',
  'cancelled',
  'voided',
] as const;
export type ConsultationState = (typeof consultationStates)[number];

export const consultationActions = [
  'invite',
  'addParty',
  'accept',
  'decline',
  'assign',
  'hold',
  'book',
  'reschedule',
  'cancel',
  'start',
  'finish',
  'finishLesson',
  'recordCall',
  'sign',
  'excuse',
  'decide',
  'recordAction',
  'giveFeedback',
  'escalate',
  'refer',
  'givePapers',
  'enterInError',
] as const;
export type ConsultationAction = (typeof consultationActions)[number];

type Row = Machine<ConsultationState, ConsultationAction>[ConsultationState];
/** What the parties can do in every state in which an answer is awaited. */
const open = (state: ConsultationState, row: Row): Row => ({
  addParty: state,
  accept: state,
  decline: state,
  assign: state,
  excuse: state,
  // the case can finish on the board, and by telephone: no session is needed for an opinion
  sign: state,
  recordCall: state,
  decide: 'decided',
  cancel: 'cancelled',
  escalate: state,
  refer: state,
  givePapers: state,
  enterInError: 'voided',
  ...row,
});

/** Remote consultation (远程会诊), the table of what leads where. Who may do what, and under which condition, is `consultation.policy`. */
export const consultationMachine: Machine<ConsultationState, ConsultationAction> = {
  draft: { invite: 'invited', cancel: 'cancelled' },
  invited: open('invited', { recordCall: 'concluding', hold: 'invited', book: 'booked', start: 'in_session' }),
  booked: open('booked', { reschedule: 'booked', start: 'in_session' }),
  in_session: open('in_session', { finish: 'concluding', finishLesson: 'closed' }),
  // a second session may follow
  concluding: open('concluding', { book: 'booked', start: 'in_session' }),
  decided: {
    recordAction: 'decided',
    giveFeedback: 'closed',
    escalate: 'decided',
    refer: 'decided',
    givePapers: 'decided',
    // who was advised by telephone, or signs late, still signs
    sign: 'decided',
    enterInError: 'voided',
  },
  closed: { refer: 'closed', sign: 'closed', enterInError: 'voided' },
  cancelled: {},
  voided: {},
};

/** Nobody is waited for any more. */
export const finalConsultationStates = ['closed', 'cancelled', 'voided'] as const satisfies readonly ConsultationState[];
export const openConsultationStates = consultationStates.filter(
  (state) => state !== 'draft' && !(finalConsultationStates as readonly string[]).includes(state),
);
