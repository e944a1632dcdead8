import * as codes from '@alliance/domain/referral/referral.codes';
import { z } from 'zod';
import { body, plain } from './referral-body.js';
import { ReferralView, refusedByRule } from './referral.contract.js';
import { Corrected } from './referral.schema.js';
import { route } from './route.js';
import { ById, Id, Instant, line } from './schema.js';

export const treatHere = route('POST', '/referrals/:id/treatHere', {
  summary: 'Keep a returned patient and say how',
  params: ById,
  body: body('TreatHere', { plan: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const cancelReferral = route('POST', '/referrals/:id/cancel', {
  summary: 'Withdraw before departure',
  params: ById,
  body: body('CancelReferral', { reason: z.enum(codes.cancelReasons) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const patientDeclines = route('POST', '/referrals/:id/patientDeclines', {
  summary: 'The patient does not want to be transferred: signed or witnessed, counted against nobody',
  params: ById,
  body: body('PatientDeclines', {
    decidedBy: z.enum(['patient', 'guardian', 'relative']),
    proof: z.enum(codes.declineProofs),
    explanation: line(1000),
  }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const reportOutcome = route('POST', '/referrals/:id/reportOutcome', {
  summary: 'Send the result back to the hospital that sent the patient',
  params: ById,
  body: body('ReportOutcome', { outcome: z.enum(codes.outcomes), summary: line(4000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const reportDeath = route('POST', '/referrals/:id/reportDeath', {
  summary: 'The patient died: when, where, certified by whom',
  params: ById,
  body: body('ReportDeath', { diedAt: Instant, place: line(200), certifiedBy: line(60) }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.time_invalid'],
});

export const closeReferral = route('POST', '/referrals/:id/close', {
  summary: 'Close the loop',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: refusedByRule,
});

export const enterInError = route('POST', '/referrals/:id/enterInError', {
  summary: 'Wrong patient or entered twice: void it; the receiver’s access ends at once',
  params: ById,
  body: body('EnterInError', { reason: z.enum(codes.errorReasons), explanation: line(1000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const correctReferral = route('POST', '/referrals/:id/correct', {
  summary: 'Propose a correction of what was reported; a second person confirms it',
  params: ById,
  body: body('CorrectReferral', { changes: Corrected, explanation: line(1000) }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.nothing_to_correct', 'referral.time_invalid'],
});

export const confirmCorrection = route('POST', '/referrals/:id/confirmCorrection', {
  summary: 'Confirm a correction somebody else of your hospital proposed',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: refusedByRule,
});

export const refuseCorrection = route('POST', '/referrals/:id/refuseCorrection', {
  summary: 'Refuse a correction',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: refusedByRule,
});

export const appealReferral = route('POST', '/referrals/:id/appeal', {
  summary: 'Have a return reviewed by an independent hospital of the alliance; the patient does not wait for it',
  params: ById,
  body: body('AppealReferral', { reviewerInstitutionId: Id, explanation: line(2000) }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.reviewer_invalid'],
});

export const upholdReturn = route('POST', '/referrals/:id/uphold', {
  summary: 'As the reviewer of an appeal: the return was right',
  params: ById,
  body: body('UpholdReturn', { explanation: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const overturnReturn = route('POST', '/referrals/:id/overturn', {
  summary: 'As the reviewer of an appeal: the return was wrong',
  params: ById,
  body: body('OverturnReturn', { explanation: line(2000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});
