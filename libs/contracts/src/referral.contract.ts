import {
  bedRoutes,
  consentGivers,
  consentScopes,
  directionReasons,
  directions,
  endings,
  insuranceFilings,
  noteKinds,
  outcomes,
  services,
  sides,
  transports,
  urgencies,
} from '@alliance/domain/referral/referral.codes';
import { referralActions, referralStates } from '@alliance/domain/referral/referral.machine';
import { incompleteReasons } from '@alliance/domain/completeness/completeness';
import { duplicateReasons } from '@alliance/domain/receivers/duplicate';
import { verdicts } from '@alliance/domain/criteria/rule.types';
import { outsideCriteriaReasons } from '@alliance/domain/protocol/protocol.types';
import { roles } from '@alliance/domain/access/actor';
import { z } from 'zod';
import { Attachment } from './attachment.contract.js';
import { DownPlan } from './down-plan.schema.js';
import { GivenFacts } from './criteria.schema.js';
import { JudgementView } from './judgement.contract.js';
import { PatientView } from './patient.contract.js';
import { AppealView, ChainStop, Consent, CorrectionView, HandOver, Insurance, LateEntries, Outside, Related } from './referral.schema.js';
import { route } from './route.js';
import { ById, Id, Instant, Named, Text, Version, line } from './schema.js';

const DepartmentName = z.object({ id: Id, name: Text });

/** Whose turn it is and until when; `missed` once the time has passed. */
export const Deadline = z.object({ at: Instant, by: z.enum(sides), missed: z.boolean() });
const Reception = z.object({
  arriveBy: Instant,
  place: z.string(),
  phone: z.string().nullable(),
  physician: z.string().nullable(),
  bedRoute: z.enum(bedRoutes).nullable(),
});
const Diagnosis = z.object({ text: z.string(), code: z.string().nullable(), edition: z.string().nullable() });
const Note = z.object({ id: Id, kind: z.enum(noteKinds), text: z.string(), at: Instant, by: z.string(), institution: z.string() });
export const ReferralView = z
  .object({
    id: Id,
    /** What people read out: `R7K2-M9QX-4`. */
    number: z.string(),
    state: z.enum(referralStates),
    version: Version,
    /** What this user may do now; buttons follow it. */
    actions: z.array(z.enum(referralActions)),
    side: z.enum(sides),
    direction: z.enum(directions).nullable(),
    /** Why the direction is not the one that follows from the levels. */
    directionReason: z.enum(directionReasons).nullable(),
    service: z.enum(services).nullable(),
    urgency: z.enum(urgencies).nullable(),
    transport: z.enum(transports).nullable(),
    allianceId: Id.nullable(),
    sender: Named,
    senderDepartment: DepartmentName.nullable(),
    receiver: Named.nullable(),
    receiverDepartment: DepartmentName.nullable(),
    /** In place of the receiver. */
    outside: Outside.nullable(),
    /** Every place it was sent to, oldest first. */
    chain: z.array(ChainStop),
    /** 责任方: the institution responsible for the patient now. */
    custodian: Named,
    patient: PatientView.nullable(),
    reason: z.string().nullable(),
    diagnosis: Diagnosis.nullable(),
    summary: z.string().nullable(),
    reviewer: z.string().nullable(),
    consentGiver: z.enum(consentGivers).nullable(),
    /** null until somebody agreed, or until a rescue was authorised. */
    consent: Consent.nullable(),
    insurance: Insurance,
    consultAllowed: z.boolean(),
    /** Percent of what its disease asks for, when it was first sent. */
    completeness: z.int().nullable(),
    incompleteReason: z.enum(incompleteReasons).nullable(),
    duplicateReason: z.enum(duplicateReasons).nullable(),
    /** Facts that the criteria were asked with. */
    facts: GivenFacts.nullable(),
    /** Why it is sent although no criterion is met. */
    criteriaReason: z.enum(outsideCriteriaReasons).nullable(),
    /** Of the judgement below. */
    verdict: z.enum(verdicts).nullable(),
    /** What the criteria in force said when it was sent: pinned. */
    judgement: JudgementView.nullable(),
    deadline: Deadline.nullable(),
    reception: Reception.nullable(),
    handOver: HandOver,
    outcome: z.enum(outcomes).nullable(),
    endedAs: z.enum(endings).nullable(),
    appeals: z.array(AppealView),
    corrections: z.array(CorrectionView),
    /** An answer that can still be taken back by whoever gave it. */
    undo: z.object({ action: z.enum(['accept', 'return']), until: Instant }).nullable(),
    pair: Related.nullable(),
    /** The referral that brought up the patient whom this one offers to take back. */
    origin: Related.nullable(),
    /** Offers to take the patient back. */
    offers: z.array(Related),
    /** Of an offer: what the patient takes along. */
    plan: DownPlan.nullable(),
    lateEntries: LateEntries,
    batchId: Id.nullable(),
    /** Questions, answers, advice and summaries, oldest first. */
    notes: z.array(Note),
    attachments: z.array(Attachment),
    /** Fields a draft still needs before it can be sent. */
    missing: z.array(z.string()),
    createdBy: z.string(),
    /** Who follows it up on the sender's side now. */
    owner: z.string(),
    createdAt: Instant,
    updatedAt: Instant,
    submittedAt: Instant.nullable(),
    acceptedAt: Instant.nullable(),
    departedAt: Instant.nullable(),
    arrivedAt: Instant.nullable(),
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'ReferralView' });
export type ReferralView = z.infer<typeof ReferralView>;

/** What a doctor fills in; all may be missing while it is a draft. `null` empties a field, leaving it out keeps it. */
export const draftFields = {
  patientId: Id.nullish(),
  receiverId: Id.nullish(),
  receiverDepartmentId: Id.nullish(),
  senderDepartmentId: Id.nullish(),
  allianceId: Id.nullish(),
  service: z.enum(services).nullish(),
  urgency: z.enum(urgencies).nullish(),
  reason: line(500).nullish(),
  diagnosisText: line(300).nullish(),
  diagnosisCode: z.string().max(12).nullish(),
  summary: line(4000).nullish(),
  reviewer: line(60).nullish(),
  consentGiver: z.enum(consentGivers).nullish(),
  consentName: line(60).nullish(),
  consentScope: z.enum(consentScopes).nullish(),
  authorisedBy: line(60).nullish(),
  /** Corrects the one that follows from the levels, with its reason. */
  direction: z.enum(directions).nullish(),
  directionReason: z.enum(directionReasons).nullish(),
  transport: z.enum(transports).nullish(),
  outside: Outside.nullish(),
  consultAllowed: z.boolean().optional(),
  /** Why it is sent although less is written down than its disease asks for. */
  incompleteReason: z.enum(incompleteReasons).nullish(),
  /** Why it is sent although the same patient is being referred already. */
  duplicateReason: z.enum(duplicateReasons).nullish(),
  insurancePlace: line(60).nullish(),
  insuranceFiling: z.enum(insuranceFilings).nullish(),
  insuranceNumber: line(40).nullish(),
  /** My referral of the other half of a mother-and-newborn pair. */
  pairId: Id.nullish(),
  /** All of them each time: what is left out is no longer known. */
  facts: GivenFacts.nullish(),
  criteriaReason: z.enum(outsideCriteriaReasons).nullish(),
} as const;

const refusedFacts = ['criteria.fact_invalid', 'criteria.unit_unconvertible'] as const;
const stale = ['referral.not_found', 'referral.stale'] as const;
export const refusedByRule = [...stale, 'referral.wrong_state', 'referral.not_your_action'] as const;

export const draftReferral = route('POST', '/referrals', {
  summary: 'Start a referral; nobody else sees it before it is submitted',
  status: 201,
  body: z.strictObject({ id: Id.optional(), ...draftFields }).meta({ id: 'DraftReferral' }),
  returns: ReferralView,
  refuses: ['access.denied', 'access.not_found', 'referral.receiver_invalid', 'referral.direction_reason_missing', ...refusedFacts],
});

export const saveReferral = route('PATCH', '/referrals/:id', {
  summary: 'Save a draft, or a returned referral before it is sent again',
  params: ById,
  body: z.strictObject({ version: Version, ...draftFields }).meta({ id: 'SaveReferral' }),
  returns: ReferralView,
  refuses: [...refusedByRule, 'access.not_found', 'referral.receiver_invalid', 'referral.direction_reason_missing', ...refusedFacts],
});

export const getReferral = route('GET', '/referrals/:id', {
  summary: 'One referral, with what you may do now',
  params: ById,
  returns: ReferralView,
  refuses: ['referral.not_found'],
});

/** One thing that happened, for prose: who, when, as whom, and the codes and numbers of it. */
export const TimelineEntry = z
  .object({
    id: Id,
    kind: z.string(),
    at: Instant,
    by: z.string().nullable(),
    role: z.enum(roles).nullable(),
    institution: z.string().nullable(),
    version: z.int(),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
    note: z.object({ kind: z.enum(noteKinds), text: z.string() }).nullable(),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const referralTimeline = route('GET', '/referrals/:id/timeline', {
  summary: 'What happened, oldest first',
  params: ById,
  returns: z.object({ items: z.array(TimelineEntry) }).meta({ id: 'Timeline' }),
  refuses: ['referral.not_found'],
});
