import * as codes from '@alliance/domain/referral/referral.codes';
import { z } from 'zod';
import { body } from './referral-body.js';
import { ReferralView, draftFields, refusedByRule } from './referral.contract.js';
import { Named } from './schema.js';
import { route } from './route.js';
import { ById, Id, line } from './schema.js';

const { senderDepartmentId, diagnosisText, diagnosisCode, summary, reviewer, consentName, transport } = draftFields;

/** What is recorded beside the steps of a referral. */

export const completeLate = route('POST', '/referrals/:id/completeLate', {
  summary: 'Fill in what an immediate case was sent without; marked as a late entry',
  params: ById,
  body: body('CompleteLate', { senderDepartmentId, diagnosisText, diagnosisCode, summary, reviewer, consentName, transport }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'access.not_found', 'referral.already_filled'],
});

export const recordConsent = route('POST', '/referrals/:id/recordConsent', {
  summary: 'Record a consent that came later, or a wider one',
  params: ById,
  body: body('RecordConsent', {
    consentGiver: z.enum(['patient', 'guardian', 'relative']),
    consentName: line(60),
    consentScope: z.enum(codes.consentScopes),
  }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.incomplete'],
});

export const recordInsurance = route('POST', '/referrals/:id/recordInsurance', {
  summary: 'Record the filing with the medical insurance; never a condition of anything',
  params: ById,
  body: body('RecordInsurance', {
    place: line(60).nullable(),
    filing: z.enum(codes.insuranceFilings),
    number: line(40).nullable(),
  }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const listReviewers = route('GET', '/referrals/:id/reviewers', {
  summary: 'Hospitals of the alliance that could review a return independently',
  params: ById,
  returns: z.object({ items: z.array(Named) }).meta({ id: 'Reviewers' }),
  refuses: ['referral.not_found'],
});

export const myReviews = route('GET', '/appeals', {
  summary: 'Appeals that my hospital reviews, undecided ones first',
  returns: z
    .object({
      items: z.array(
        z.object({
          id: Id,
          referralId: Id,
          number: z.string(),
          sender: z.string(),
          receiver: z.string(),
          at: z.iso.datetime({ offset: true }),
          dueAt: z.iso.datetime({ offset: true }),
          state: z.enum(['pending', 'upheld', 'overturned']),
        }),
      ),
    })
    .meta({ id: 'Reviews' }),
});
