import * as codes from '@alliance/domain/consultation/consultation.codes';
import { z } from 'zod';
import { ConsultationView, InvitedParty } from './consultation.schema.js';
import { body, plain } from './referral-body.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, line } from './schema.js';

const byRule = ['consultation.not_found', 'record.stale', 'consultation.wrong_state', 'consultation.not_your_action'] as const;
const taken = ['reservation.taken', 'consultation.time_invalid'] as const;
const view = { params: ById, returns: ConsultationView } as const;

export const invite = route('POST', '/consultations/:id/invite', {
  ...view,
  summary: 'Send the request: checks what it needs, the consent and the agreement. An immediate one rings who is on duty',
  body: plain,
  refuses: [
    ...byRule,
    'consultation.incomplete',
    'consultation.consent_missing',
    'consultation.no_agreement',
    'service_agreement.cross_border',
    'consultation.same_institution',
    'consultation.names_patient',
    'request.invalid',
    'consultation.expert_ineligible',
  ],
});
export const addParty = route('POST', '/consultations/:id/parties', {
  ...view,
  summary: 'Invite one more expert or hospital to a request that was sent',
  body: body('AddParty', { party: InvitedParty }),
  refuses: [
    ...byRule,
    'consultation.no_agreement',
    'service_agreement.cross_border',
    'consultation.same_institution',
    'consultation.party_taken',
    'consultation.expert_ineligible',
    'access.not_found',
  ],
});
export const acceptConsultation = route('POST', '/consultations/:id/accept', {
  ...view,
  summary: 'Take part: for oneself, or naming the expert of one’s hospital',
  body: body('AcceptConsultation', {
    /** null: the seat that waits for me, or my hospital’s first. */
    partyId: Id.nullable().default(null),
    personId: Id.nullable().default(null),
  }),
  refuses: [...byRule, 'consultation.expert_ineligible', 'consultation.party_taken', 'reservation.taken', 'access.not_found'],
});
export const declineConsultation = route('POST', '/consultations/:id/decline', {
  ...view,
  summary: 'Decline with a coded reason; somebody free takes the place where the hospital has one',
  body: body('DeclineConsultation', {
    partyId: Id.nullable().default(null),
    reason: z.enum(codes.declineReasons),
    explanation: line(500).nullable().default(null),
  }),
  refuses: [...byRule, 'access.not_found'],
});
export const assignExpert = route('POST', '/consultations/:id/assign', {
  ...view,
  summary: 'Put another expert of one’s hospital on a seat',
  body: body('AssignExpert', { partyId: Id, personId: Id }),
  refuses: [...byRule, 'consultation.expert_ineligible', 'consultation.party_taken', 'reservation.taken', 'access.not_found'],
});

const time = { startsAt: Instant, minutes: z.int().min(10).max(480), roomIds: z.array(Id).max(6).default([]) } as const;
export const holdTime = route('POST', '/consultations/:id/hold', {
  ...view,
  summary: 'Keep a time of everybody for ten minutes',
  body: body('HoldConsultationTime', time),
  refuses: [...byRule, ...taken],
});
export const bookConsultation = route('POST', '/consultations/:id/book', {
  ...view,
  summary: 'Fix the time: confirms what is held, or takes it at once',
  body: body('BookConsultation', { startsAt: Instant.optional(), minutes: time.minutes.optional(), roomIds: time.roomIds }),
  refuses: [...byRule, ...taken, 'reservation.hold_over'],
});
export const rescheduleConsultation = route('POST', '/consultations/:id/reschedule', {
  ...view,
  summary: 'Another time with the same experts and rooms',
  body: body('RescheduleConsultation', {
    startsAt: Instant,
    minutes: time.minutes.optional(),
    reason: z.enum(codes.rescheduleReasons),
    explanation: line(500).nullable().default(null),
  }),
  refuses: [...byRule, ...taken],
});
export const cancelConsultation = route('POST', '/consultations/:id/cancel', {
  ...view,
  summary: 'Call it off; the time is given back and calendars are told',
  body: body('CancelConsultation', { reason: z.enum(codes.cancelReasons), explanation: line(500).nullable().default(null) }),
  refuses: byRule,
});
export const startConsultation = route('POST', '/consultations/:id/start', {
  ...view,
  summary: 'Begin the session: from a quarter of an hour before its time',
  body: plain,
  refuses: byRule,
});
export const finishConsultation = route('POST', '/consultations/:id/finish', {
  ...view,
  summary: 'End the session; opinions are awaited now, where they are not signed',
  body: plain,
  refuses: byRule,
});
export const recordCall = route('POST', '/consultations/:id/calls', {
  ...view,
  summary: 'Advice by telephone: who advised, when, what, read back. Signed afterwards by who advised',
  body: body('RecordCall', {
    /** The party that advised, or an expert who was no party yet. */
    partyId: Id.nullable().default(null),
    personId: Id.nullable().default(null),
    institutionId: Id.nullable().default(null),
    phone: line(40),
    advisedAt: Instant,
    text: line(6000),
    readBack: z.boolean(),
  }),
  refuses: [
    ...byRule,
    'consultation.not_read_back',
    'consultation.call_time',
    'consultation.no_agreement',
    'service_agreement.cross_border',
    'consultation.same_institution',
    'consultation.expert_ineligible',
    'access.not_found',
  ],
});

const opinion = {
  stance: z.enum(codes.stances),
  text: line(8000),
  /** What one holds against the others' opinion; needed for a dissent. */
  dissent: line(4000).nullable().default(null),
  recommendations: z.array(line(300)).max(20).default([]),
} as const;
export const saveOpinion = route('PUT', '/consultations/:id/opinion', {
  ...view,
  summary: 'Keep a draft of my opinion; nobody else sees it before it is signed',
  body: z.strictObject(opinion).meta({ id: 'SaveOpinion' }),
  refuses: ['consultation.not_found', 'consultation.wrong_state', 'consultation.not_your_action', 'request.invalid'],
});
export const signOpinion = route('POST', '/consultations/:id/sign', {
  ...view,
  summary: 'Sign my opinion: from then on it stays as it is; a later one supersedes it',
  body: body('SignOpinion', opinion),
  refuses: [...byRule, 'request.invalid', 'session.step_up_required'],
});
export const excuseParty = route('POST', '/consultations/:id/excuse', {
  ...view,
  summary: 'Wait no longer for the opinion of an expert; the record says so',
  body: body('ExcuseParty', { partyId: Id, explanation: line(500) }),
  refuses: [...byRule, 'access.not_found'],
});
export const decideConsultation = route('POST', '/consultations/:id/decide', {
  ...view,
  summary: 'The inviting side’s own decision, with what is done about each recommendation',
  body: body('DecideConsultation', {
    decision: z.enum(codes.decisions),
    text: line(4000),
    actions: z
      .array(z.strictObject({ opinionId: Id.nullable().default(null), text: line(300), dueOn: CalendarDate.nullable().default(null) }))
      .max(40)
      .default([]),
    /** Of a referral that asked for it first: send the patient all the same, or close it with the advice. */
    referral: z.enum(['resume', 'close_with_advice']).nullable().default(null),
  }),
  refuses: [...byRule, 'consultation.opinion_missing', 'request.invalid', 'referral.wrong_state', 'referral.not_your_action'],
});
export const recordAction = route('POST', '/consultations/:id/actions/:actionId', {
  params: z.strictObject({ id: ById.shape.id, actionId: Id }),
  returns: ConsultationView,
  summary: 'What became of a recommended action: done, or not with its reason',
  body: body('RecordRecommendedAction', {
    outcome: z.enum(codes.actionOutcomes),
    reason: z.enum(codes.notDoneReasons).nullable().default(null),
  }),
  refuses: [...byRule, 'request.invalid', 'access.not_found'],
});
export const giveFeedback = route('POST', '/consultations/:id/giveFeedback', {
  ...view,
  summary: 'How the patient did, and how much the advice helped; closes the consultation',
  body: body('GiveConsultationFeedback', {
    course: z.enum(codes.courses),
    helpful: z.int().min(1).max(5),
    text: line(2000).nullable().default(null),
  }),
  refuses: [...byRule, 'consultation.actions_open'],
});
export const givePapers = route('POST', '/consultations/:id/papers', {
  ...view,
  summary: 'The papers of an immediate one follow: written consent, and what the agreement asks',
  body: body('GiveConsultationPapers', {
    consentGiver: z.enum(['patient', 'guardian', 'near_relative']),
    consentName: line(60).nullable().default(null),
    consentOn: CalendarDate,
    consentDocumentId: Id,
    costTold: z.literal(true),
  }),
  refuses: [...byRule, 'access.not_found', 'request.invalid', 'consultation.consent_missing'],
});
export const escalateConsultation = route('POST', '/consultations/:id/escalate', {
  ...view,
  summary: 'Ask the next hub above; a new request with everything carried over, linked to this one',
  body: body('EscalateConsultation', { hubId: Id, reason: line(500) }),
  refuses: [...byRule, 'consultation.no_hub', 'consultation.no_agreement', 'service_agreement.cross_border'],
});
export const referFromConsultation = route('POST', '/consultations/:id/refer', {
  params: ById,
  summary: 'Make a referral of it: a draft with patient, diagnosis, reason, opinions and facts carried over',
  body: body('ReferFromConsultation', { receiverId: Id.nullable().default(null) }),
  returns: z.object({ referralId: Id, consultation: ConsultationView }).meta({ id: 'ReferredConsultation' }),
  refuses: [...byRule, 'referral.receiver_invalid', 'access.not_found'],
});
export const voidConsultation = route('POST', '/consultations/:id/enterInError', {
  ...view,
  summary: 'Wrong patient or twice: the invited side sees it no more, the trace stays',
  body: body('VoidConsultation', { reason: z.enum(['wrong_patient', 'duplicate']), explanation: line(500) }),
  refuses: byRule,
});
export const attendConsultation = route('POST', '/consultations/:id/attendees', {
  ...view,
  summary: 'Register for a lesson or a round, or take it back',
  body: z.strictObject({ attending: z.boolean() }).meta({ id: 'AttendConsultation' }),
  refuses: ['consultation.not_found', 'consultation.wrong_state', 'consultation.not_your_action'],
});
