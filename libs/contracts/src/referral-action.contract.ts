import { bedRoutes, cancelReasons, outcomes, returnReasons } from '@alliance/domain/referral/referral.types';
import { z } from 'zod';
import { ReferralView, refusedByRule } from './referral.contract.js';
import { route } from './route.js';
import { ById, Instant, Version, line } from './schema.js';

const body = <const S extends z.ZodRawShape>(id: string, shape: S) => z.strictObject({ version: Version, ...shape }).meta({ id });
const plain = z.strictObject({ version: Version }).meta({ id: 'OnVersion' });

export const submitReferral = route('POST', '/referrals/:id/submit', {
  summary: 'Send a patient to another hospital',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.incomplete', 'referral.receiver_invalid', 'criteria.reason_required'],
});

export const resubmitReferral = route('POST', '/referrals/:id/resubmit', {
  summary: 'Send a returned referral again',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.incomplete', 'referral.receiver_invalid', 'criteria.reason_required'],
});

export const acceptReferral = route('POST', '/referrals/:id/accept', {
  summary: 'Take a referred patient into your hospital',
  params: ById,
  body: body('AcceptReferral', {
    arriveBy: Instant,
    place: line(200),
    phone: line(30).nullable().default(null),
    physician: line(60).nullable().default(null),
    bedRoute: z.enum(bedRoutes).nullable().default(null),
    advice: line(2000).optional(),
  }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.acceptance_incomplete', 'referral.arrival_in_past'],
});

export const askReferral = route('POST', '/referrals/:id/ask', {
  summary: 'Ask the sender for more; your clock pauses, theirs starts. Never for an immediate case',
  params: ById,
  body: body('AskReferral', { question: line(2000) }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.ask_not_for_immediate'],
});

export const replyReferral = route('POST', '/referrals/:id/reply', {
  summary: 'Answer what the receiver asked',
  params: ById,
  body: body('ReplyReferral', { answer: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const returnReferral = route('POST', '/referrals/:id/return', {
  summary: 'Return a referral with a coded reason and advice',
  params: ById,
  body: body('ReturnReferral', { reason: z.enum(returnReasons), advice: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const treatHere = route('POST', '/referrals/:id/treatHere', {
  summary: 'Keep a returned patient and say how',
  params: ById,
  body: body('TreatHere', { plan: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const departReferral = route('POST', '/referrals/:id/depart', {
  summary: 'The patient has left',
  params: ById,
  body: body('DepartReferral', { estimatedArrivalAt: Instant }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const arriveReferral = route('POST', '/referrals/:id/arrive', {
  summary: 'The patient is here; custody passes to you',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: refusedByRule,
});

export const admitReferral = route('POST', '/referrals/:id/admit', {
  summary: 'Admit; outpatients and examinations never are',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.never_admitted'],
});

export const reportOutcome = route('POST', '/referrals/:id/reportOutcome', {
  summary: 'Send the result back to the hospital that sent the patient',
  params: ById,
  body: body('ReportOutcome', { outcome: z.enum(outcomes), summary: line(4000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const closeReferral = route('POST', '/referrals/:id/close', {
  summary: 'Close the loop',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: refusedByRule,
});

export const cancelReferral = route('POST', '/referrals/:id/cancel', {
  summary: 'Withdraw before departure',
  params: ById,
  body: body('CancelReferral', { reason: z.enum(cancelReasons) }),
  returns: ReferralView,
  refuses: refusedByRule,
});
