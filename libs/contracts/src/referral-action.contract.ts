import { mostQuestions } from '@alliance/domain/conversation/question';
import * as codes from '@alliance/domain/referral/referral.codes';
import { z } from 'zod';
import { Answer, Question } from './conversation.schema.js';
import { body, plain, elsewhere } from './referral-body.js';
import { ReferralView, refusedByRule } from './referral.contract.js';
import { route } from './route.js';
import { ById, Id, Instant, line } from './schema.js';

/** What acceptance fixes. */
const reception = {
  arriveBy: Instant,
  place: line(200),
  phone: line(30).nullable().default(null),
  physician: line(60).nullable().default(null),
  bedRoute: z.enum(codes.bedRoutes).nullable().default(null),
  advice: line(2000).optional(),
} as const;
/** A free bed or slot to hold; named, or of a kind. */
const Hold = z.union([z.strictObject({ bedId: Id }), z.strictObject({ slotId: Id })]);

export const submitReferral = route('POST', '/referrals/:id/submit', {
  summary: 'Send a patient to another hospital',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: [
    ...refusedByRule,
    'referral.incomplete',
    'referral.receiver_invalid',
    'referral.department_unregistered',
    'criteria.reason_required',
    'referral.offer_needed',
  ],
});

export const resubmitReferral = route('POST', '/referrals/:id/resubmit', {
  summary: 'Send a returned referral again',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: [
    ...refusedByRule,
    'referral.incomplete',
    'referral.receiver_invalid',
    'referral.department_unregistered',
    'criteria.reason_required',
    'referral.offer_needed',
  ],
});

export const acceptReferral = route('POST', '/referrals/:id/accept', {
  summary: 'Take a referred patient into your hospital; of a pair both, or this one alone',
  params: ById,
  body: body('AcceptReferral', {
    ...reception,
    hold: Hold.nullable().default(null),
    pair: z.enum(['together', 'split']).optional(),
    pairHold: Hold.nullable().default(null),
  }),
  returns: ReferralView,
  refuses: [
    ...refusedByRule,
    'referral.time_invalid',
    'referral.acceptance_incomplete',
    'referral.arrival_in_past',
    'referral.pair_undecided',
    'capacity.taken',
    'capacity.none_free',
    'capacity.hold_needed',
    'capacity.not_fitting',
    'capacity.period_invalid',
  ],
});

export const acknowledgeReferral = route('POST', '/referrals/:id/acknowledge', {
  summary: 'Take a patient who left before anyone answered',
  params: ById,
  body: body('AcknowledgeReferral', { ...reception, hold: Hold.nullable().default(null) }),
  returns: ReferralView,
  refuses: [
    ...refusedByRule,
    'referral.time_invalid',
    'referral.acceptance_incomplete',
    'referral.arrival_in_past',
    'capacity.taken',
    'capacity.none_free',
    'capacity.hold_needed',
    'capacity.not_fitting',
    'capacity.period_invalid',
  ],
});

export const withdrawAcceptance = route('POST', '/referrals/:id/withdrawAcceptance', {
  summary: 'Take an acceptance back before the patient leaves: the bed is lost, the team is busy',
  params: ById,
  body: body('WithdrawAcceptance', { reason: z.enum(codes.withdrawReasons), explanation: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const askReferral = route('POST', '/referrals/:id/ask', {
  summary: 'Ask the sender for more; your clock pauses, theirs starts. Never for an immediate case',
  params: ById,
  body: body('AskReferral', { questions: z.array(Question).min(1).max(mostQuestions) }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.ask_not_for_immediate'],
});

export const replyReferral = route('POST', '/referrals/:id/reply', {
  summary: 'Answer what the receiver asked, question by question; what cannot be given says why',
  params: ById,
  body: body('ReplyReferral', { answers: z.array(Answer).min(1).max(mostQuestions) }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.answers_incomplete', 'request.invalid', 'criteria.fact_invalid', 'criteria.unit_unconvertible'],
});

export const returnReferral = route('POST', '/referrals/:id/return', {
  summary: 'Return a referral with a coded reason and advice',
  params: ById,
  body: body('ReturnReferral', { reason: z.enum([...codes.returnReasons, ...codes.offerReturnReasons]), advice: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const redirectReferral = route('POST', '/referrals/:id/redirect', {
  summary: 'Send it on to another department or hospital; the chain is kept',
  params: ById,
  body: body('RedirectReferral', { ...elsewhere, reason: z.enum(codes.redirectReasons), explanation: line(2000) }),
  returns: ReferralView,
  refuses: [
    ...refusedByRule,
    'referral.receiver_invalid',
    'referral.department_unregistered',
    'referral.same_place',
    'referral.consent_not_covering',
  ],
});

export const convertReferral = route('POST', '/referrals/:id/convert', {
  summary: 'Advise first: it becomes a consultation, where the referrer allowed it',
  params: ById,
  body: body('ConvertReferral', { question: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const resumeReferral = route('POST', '/referrals/:id/resume', {
  summary: 'After the consultation: refer all the same',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: refusedByRule,
});

export const closeWithAdvice = route('POST', '/referrals/:id/closeWithAdvice', {
  summary: 'After the consultation: advice is enough',
  params: ById,
  body: body('CloseWithAdvice', { advice: line(4000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const undoReferral = route('POST', '/referrals/:id/undo', {
  summary: 'Take your answer back within a minute, before the other side acted',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.undo_over'],
});

export const doctorAccept = route('POST', '/referrals/:id/doctorAccept', {
  summary: 'An offered patient: the doctor would take them back; the institution answers next',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: refusedByRule,
});

export const doctorDecline = route('POST', '/referrals/:id/doctorDecline', {
  summary: 'An offered patient: the doctor cannot take them back, with a coded reason',
  params: ById,
  body: body('DoctorDecline', { reason: z.enum(codes.doctorDeclineReasons), advice: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});
