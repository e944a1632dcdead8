import { specialties } from '@alliance/domain/alliance/alliance';
import * as codes from '@alliance/domain/consultation/consultation.codes';
import { consultationStates } from '@alliance/domain/consultation/consultation.machine';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { z } from 'zod';
import { ConsultationRow, ConsultationView, InvitedParty } from './consultation.schema.js';
import { GivenFacts } from './criteria.schema.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Version, line, page, pageOf } from './schema.js';
import { TimelineEntry } from './referral.contract.js';

/** What a doctor fills in; all may be missing while it is a draft. `null` empties a field, leaving it out keeps it. */
export const consultationFields = {
  kind: z.enum(codes.consultationKinds).optional(),
  mode: z.enum(codes.consultationModes).optional(),
  urgency: z.enum(urgencies).optional(),
  allianceId: Id.nullish(),
  openToAlliance: z.boolean().optional(),
  patientId: Id.nullish(),
  reason: line(500).nullish(),
  aim: line(500).nullish(),
  summary: line(6000).nullish(),
  specialty: z.enum(specialties).nullish(),
  title: z.enum(codes.physicianTitles).nullish(),
  plannedAt: Instant.nullish(),
  minutes: z.int().min(10).max(480).optional(),
  diagnosisText: line(300).nullish(),
  diagnosisCode: z.string().max(12).nullish(),
  facts: GivenFacts.nullish(),
  consentGiver: z.enum(codes.consentGivers).nullish(),
  consentName: line(60).nullish(),
  consentOn: CalendarDate.nullish(),
  consentDocumentId: Id.nullish(),
  costTold: z.boolean().optional(),
  teachingAgreed: z.boolean().optional(),
  authorisedBy: line(60).nullish(),
  /** All of the invited side each time. */
  invited: z.array(InvitedParty).max(12).optional(),
  /** Physicians of the inviting side who will be there beside the requester. */
  presenterIds: z.array(Id).max(6).optional(),
} as const;

export const draftConsultation = route('POST', '/consultations', {
  summary:
    'Start a request; nobody else sees it before it is sent. From a referral, patient, diagnosis, reason, summary and facts come along',
  status: 201,
  body: z.strictObject({ id: Id.optional(), referralId: Id.optional(), ...consultationFields }).meta({ id: 'DraftConsultation' }),
  returns: ConsultationView,
  refuses: [
    'access.denied',
    'access.not_found',
    'referral.not_found',
    'consultation.same_institution',
    'consultation.party_taken',
    'request.invalid',
  ],
});
export const saveConsultation = route('PATCH', '/consultations/:id', {
  summary: 'Save a request that was not sent yet',
  params: ById,
  body: z.strictObject({ version: Version, ...consultationFields }).meta({ id: 'SaveConsultation' }),
  returns: ConsultationView,
  refuses: [
    'consultation.not_found',
    'record.stale',
    'consultation.wrong_state',
    'consultation.not_your_action',
    'consultation.same_institution',
    'consultation.party_taken',
    'access.not_found',
    'request.invalid',
  ],
});
export const getConsultation = route('GET', '/consultations/:id', {
  summary: 'One consultation, with what you may do now',
  params: ById,
  returns: ConsultationView,
  refuses: ['consultation.not_found'],
});
/** One thing that happened, for prose, with what was written beside its codes. */
export const ConsultationTimelineEntry = TimelineEntry.omit({ note: true, data: true })
  .extend({
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    note: z.object({ kind: z.string(), text: z.string() }).nullable(),
  })
  .meta({ id: 'ConsultationTimelineEntry' });
export type ConsultationTimelineEntry = z.infer<typeof ConsultationTimelineEntry>;

export const consultationTimeline = route('GET', '/consultations/:id/timeline', {
  summary: 'What happened, oldest first',
  params: ById,
  returns: z.object({ items: z.array(ConsultationTimelineEntry) }).meta({ id: 'ConsultationTimeline' }),
  refuses: ['consultation.not_found'],
});

export const listConsultations = route('GET', '/consultations', {
  summary: 'The consultations of my hospital, or mine: what is ours to do first, then by time',
  query: z.strictObject({
    /** `ours`: my hospital is waited for; `mine`: a seat of mine; `inviting` / `invited`: the side of my hospital; `lessons`: rounds and lessons one may attend. */
    box: z.enum(['all', 'ours', 'mine', 'inviting', 'invited', 'lessons']).default('all'),
    state: z.enum(consultationStates).optional(),
    open: z.enum(['yes', 'no']).optional(),
    kind: z.enum(codes.consultationKinds).optional(),
    from: Instant.optional(),
    to: Instant.optional(),
    /** Number of the consultation, or the patient's name or initials. */
    query: z.string().max(60).optional(),
    referralId: Id.optional(),
    patientId: Id.optional(),
    ...page(),
  }),
  returns: pageOf('ConsultationPage', ConsultationRow),
});

export const waitingConsultations = route('GET', '/consultations/waiting', {
  summary: 'Who waits for an appointment with these experts, with position and expected start',
  query: z.strictObject({ institutionId: Id, specialty: z.enum(specialties) }),
  returns: z
    .object({
      /** Those of my hospital by name; of the others, only how many stand before. */
      items: z.array(z.object({ id: Id, number: z.string(), position: z.int(), expectedAt: Instant.nullable() })),
      waiting: z.int(),
    })
    .meta({ id: 'WaitingConsultations' }),
  refuses: ['access.not_found'],
});

export const hubsOfConsultation = route('GET', '/consultations/:id/hubs', {
  summary: 'To which hub above it could climb: county, city, province, nation',
  params: ById,
  returns: z.object({ items: z.array(Named.extend({ tier: z.enum(codes.hubTiers), allianceId: Id })) }).meta({ id: 'ConsultationHubs' }),
  refuses: ['consultation.not_found'],
});
