import { offerServices } from '@alliance/domain/down-transfer/coming-down';
import { outsideCriteriaReasons } from '@alliance/domain/protocol/protocol.types';
import * as codes from '@alliance/domain/referral/referral.codes';
import { z } from 'zod';
import { body, plain, elsewhere } from './referral-body.js';
import { GivenDownPlan } from './down-plan.schema.js';
import { ReferralView, refusedByRule } from './referral.contract.js';
import { GivenHandOverSheet } from './referral.schema.js';
import { route } from './route.js';
import { ById, Id, Instant, line } from './schema.js';

export const departReferral = route('POST', '/referrals/:id/depart', {
  summary: 'The patient has left; an immediate one without waiting for an answer',
  params: ById,
  body: body('DepartReferral', { estimatedArrivalAt: Instant }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.time_invalid'],
});

export const divertReferral = route('POST', '/referrals/:id/divert', {
  summary: 'On the way to another place, outside the alliance too',
  params: ById,
  body: body('DivertReferral', { ...elsewhere, reason: z.enum(codes.divertReasons), explanation: line(1000), estimatedArrivalAt: Instant }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.time_invalid', 'referral.receiver_invalid', 'referral.same_place'],
});

export const turnBackReferral = route('POST', '/referrals/:id/turnBack', {
  summary: 'The vehicle turns back',
  params: ById,
  body: body('TurnBackReferral', { reason: z.enum(codes.turnBackReasons), explanation: line(1000) }),
  returns: ReferralView,
  refuses: refusedByRule,
});

export const arriveReferral = route('POST', '/referrals/:id/arrive', {
  summary: 'The patient is here; custody passes when both sides have signed the hand-over',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: refusedByRule,
});

export const signHandOver = route('POST', '/referrals/:id/signHandOver', {
  summary: 'Sign the hand-over: the sender with the sheet, the receiver below it',
  params: ById,
  body: body('SignHandOver', { sheet: GivenHandOverSheet.nullable().default(null) }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.hand_over_missing'],
});

export const reassignReferral = route('POST', '/referrals/:id/reassign', {
  summary: 'Another department of your hospital takes over',
  params: ById,
  body: body('ReassignReferral', { receiverDepartmentId: Id }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.same_place', 'referral.receiver_invalid'],
});

export const admitReferral = route('POST', '/referrals/:id/admit', {
  summary: 'Admit; outpatients and examinations never are',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.never_admitted'],
});

export const markNoShow = route('POST', '/referrals/:id/markNoShow', {
  summary: 'A patient who travels alone did not come',
  params: ById,
  body: plain,
  returns: ReferralView,
  refuses: refusedByRule,
});

export const rebookReferral = route('POST', '/referrals/:id/rebook', {
  summary: 'A new time for a patient who did not come',
  params: ById,
  body: body('RebookReferral', { arriveBy: Instant, place: line(200), hold: z.strictObject({ slotId: Id }).nullable().default(null) }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'referral.arrival_in_past', 'capacity.taken', 'capacity.not_fitting'],
});

export const offerDown = route('POST', '/referrals/:id/offerDown', {
  summary: 'Offer a patient in care back: a referral of its own, answered by the doctor and then the institution',
  params: ById,
  body: body('OfferDown', {
    receiverId: Id.nullable().default(null),
    receiverDepartmentId: Id.nullable().default(null),
    /** Into a bed, or home with follow-up. */
    service: z.enum(offerServices).default('inpatient'),
    transport: z.enum(codes.transports).default('own_way'),
    consentGiver: z.enum(['patient', 'guardian', 'relative']),
    consentName: line(60),
    reason: line(500),
    /** 出院/转出小结: becomes the outcome of the referral that brought the patient up. */
    summary: line(4000),
    plan: GivenDownPlan,
    /** Why now, although no criterion for coming down is met. */
    criteriaReason: z.enum(outsideCriteriaReasons).nullable().default(null),
  }),
  returns: ReferralView,
  refuses: [
    ...refusedByRule,
    'referral.receiver_invalid',
    'referral.incomplete',
    'referral.medicine_unbridged',
    'criteria.reason_required',
    'referral.department_unregistered',
  ],
});
