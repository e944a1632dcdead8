import { specialties } from '@alliance/domain/alliance/alliance';
import * as codes from '@alliance/domain/consultation/consultation.codes';
import { consultationActions, consultationStates } from '@alliance/domain/consultation/consultation.machine';
import { partySides, partyStates } from '@alliance/domain/consultation/consultation.types';
import { requestNeeds } from '@alliance/domain/consultation/request-completeness';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { z } from 'zod';
import { GivenFacts } from './criteria.schema.js';
import { CalendarDate, Id, Instant, Named, Text, Version } from './schema.js';

/** What is waited for, and until when. */
export const ConsultationDeadline = z
  .object({ at: Instant, for: z.enum(['answer', 'time', 'opinion', 'decision', 'actions', 'feedback', 'papers']), overdue: z.boolean() })
  .meta({ id: 'ConsultationDeadline' });

/** One seat at the table. */
export const ConsultationParty = z
  .object({
    id: Id,
    side: z.enum(partySides),
    institution: Named,
    department: Text.nullable(),
    person: Named.nullable(),
    /** The seat is mine. */
    mine: z.boolean(),
    specialty: z.enum(specialties).nullable(),
    title: z.enum(codes.physicianTitles).nullable(),
    state: z.enum(partyStates),
    required: z.boolean(),
    declineReason: z.enum(codes.declineReasons).nullable(),
    /** The party that this one came for. */
    replacesId: Id.nullable(),
    answeredAt: Instant.nullable(),
    joinedAt: Instant.nullable(),
    signed: z.boolean(),
  })
  .meta({ id: 'ConsultationParty' });
export type ConsultationParty = z.infer<typeof ConsultationParty>;

const Signed = z.object({
  /** SHA-256 of the canonical form of what was signed. */
  sha256: z.string(),
  at: Instant,
});
export const ConsultationOpinion = z
  .object({
    id: Id,
    partyId: Id,
    by: z.string(),
    institution: Named,
    mine: z.boolean(),
    stance: z.enum(codes.stances),
    text: z.string(),
    dissent: z.string().nullable(),
    recommendations: z.array(z.string()),
    writtenAt: Instant,
    /** null while it is a draft, which its writer alone sees. */
    signed: Signed.nullable(),
    /** A later opinion of the same expert took its place. */
    supersededAt: Instant.nullable(),
  })
  .meta({ id: 'ConsultationOpinion' });
export type ConsultationOpinion = z.infer<typeof ConsultationOpinion>;

export const ConsultationCall = z
  .object({
    id: Id,
    partyId: Id,
    adviser: Named,
    institution: Named,
    phone: z.string(),
    advisedAt: Instant,
    text: z.string(),
    readBack: z.boolean(),
    enteredAt: Instant,
    enteredBy: z.string(),
    /** Entered more than six hours after the call. */
    late: z.boolean(),
    /** Signed by who advised. */
    signedAt: Instant.nullable(),
  })
  .meta({ id: 'ConsultationCall' });
export type ConsultationCall = z.infer<typeof ConsultationCall>;

export const RecommendedAction = z
  .object({
    id: Id,
    /** The opinion that recommends it; null: the inviting side's own. */
    opinionId: Id.nullable(),
    text: z.string(),
    dueOn: CalendarDate.nullable(),
    outcome: z.enum(codes.actionOutcomes).nullable(),
    notDoneReason: z.enum(codes.notDoneReasons).nullable(),
    recordedBy: z.string().nullable(),
    recordedAt: Instant.nullable(),
  })
  .meta({ id: 'RecommendedAction' });
export type RecommendedAction = z.infer<typeof RecommendedAction>;

const Linked = z.object({ id: Id, number: z.string() });
export const ConsultationPatient = z
  .object({
    id: Id,
    name: z.string(),
    sex: z.string().nullable(),
    birthDate: CalendarDate.nullable(),
    identifierMasked: z.string().nullable(),
  })
  .meta({ id: 'ConsultationPatient' });

export const ConsultationView = z
  .object({
    id: Id,
    number: z.string(),
    kind: z.enum(codes.consultationKinds),
    mode: z.enum(codes.consultationModes),
    state: z.enum(consultationStates),
    urgency: z.enum(urgencies),
    version: Version,
    actions: z.array(z.enum(consultationActions)),
    /** I only watch: whom it is about is not shown, unless the patient agreed (TM-15). */
    observer: z.boolean(),
    inviting: Named,
    /** My hospital is the inviting one. */
    invitingSide: z.boolean(),
    requester: z.object({ name: z.string(), phone: z.string().nullable() }),
    alliance: Named.nullable(),
    openToAlliance: z.boolean(),
    patient: ConsultationPatient.nullable(),
    reason: z.string().nullable(),
    aim: z.string().nullable(),
    summary: z.string().nullable(),
    specialty: z.enum(specialties).nullable(),
    title: z.enum(codes.physicianTitles).nullable(),
    plannedAt: Instant.nullable(),
    minutes: z.int(),
    diagnosis: z.object({ text: z.string(), code: z.string().nullable(), edition: z.string().nullable() }).nullable(),
    /** Results and findings from the record, as facts with units. */
    facts: GivenFacts.nullable(),
    consent: z.object({
      giver: z.enum(codes.consentGivers).nullable(),
      name: z.string().nullable(),
      on: CalendarDate.nullable(),
      documentId: Id.nullable(),
      costTold: z.boolean(),
      teachingAgreed: z.boolean(),
      authorisedBy: z.string().nullable(),
    }),
    /** An immediate one went out on the ground of rescue, and its papers have not followed yet. */
    papersDue: z.boolean(),
    agreementId: Id.nullable(),
    /** What a draft still lacks before it can be sent. */
    missing: z.array(z.enum(requestNeeds)),
    parties: z.array(ConsultationParty),
    attendees: z.array(
      z.object({ id: Id, name: z.string(), institution: Named, mine: z.boolean(), minutesPresent: z.int(), cancelled: z.boolean() }),
    ),
    time: z.object({ startsAt: Instant, endsAt: Instant, heldUntil: Instant.nullable(), sequence: z.int() }).nullable(),
    /** From when to when the room lets its people in, `closesAt` null: as long as the session runs; null without an appointment or a running session. */
    room: z.object({ opensAt: Instant, closesAt: Instant.nullable() }).nullable(),
    opinions: z.array(ConsultationOpinion),
    calls: z.array(ConsultationCall),
    decision: z.object({ decision: z.enum(codes.decisions), text: z.string(), by: z.string(), at: Instant }).nullable(),
    recommendedActions: z.array(RecommendedAction),
    feedback: z
      .object({ course: z.enum(codes.courses), helpful: z.int(), text: z.string().nullable(), by: z.string(), at: Instant })
      .nullable(),
    notes: z.array(z.object({ kind: z.string(), text: z.string(), by: z.string().nullable(), institution: Named, at: Instant })),
    deadline: ConsultationDeadline.nullable(),
    /** The referral that asked for it first, the one it became; the consultation one hub below, those above. */
    referral: Linked.nullable(),
    becameReferral: Linked.nullable(),
    parent: Linked.nullable(),
    escalatedTo: z.array(Linked),
    createdAt: Instant,
    invitedAt: Instant.nullable(),
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
    decidedAt: Instant.nullable(),
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'ConsultationView' });
export type ConsultationView = z.infer<typeof ConsultationView>;

export const ConsultationRow = z
  .object({
    id: Id,
    number: z.string(),
    kind: z.enum(codes.consultationKinds),
    mode: z.enum(codes.consultationModes),
    state: z.enum(consultationStates),
    urgency: z.enum(urgencies),
    version: Version,
    inviting: Named,
    invited: z.array(Named),
    /** Experts who take part, by name. */
    experts: z.array(z.string()),
    /** Name and birth date, masked id; null of a lesson and to observers. */
    patient: ConsultationPatient.nullable(),
    specialty: z.enum(specialties).nullable(),
    reason: z.string().nullable(),
    startsAt: Instant.nullable(),
    endsAt: Instant.nullable(),
    deadline: ConsultationDeadline.nullable(),
    /** Something of it is mine, or my hospital's, to do. */
    awaitsUs: z.boolean(),
    mine: z.boolean(),
    actions: z.array(z.enum(consultationActions)),
    updatedAt: Instant,
  })
  .meta({ id: 'ConsultationRow' });
export type ConsultationRow = z.infer<typeof ConsultationRow>;

/** Whom a request invites: a hospital with a field and a title, or one of its experts by name. */
export const InvitedParty = z
  .strictObject({
    institutionId: Id,
    departmentId: Id.nullable().default(null),
    personId: Id.nullable().default(null),
    specialty: z.enum(specialties).nullable().default(null),
    title: z.enum(codes.physicianTitles).nullable().default(null),
    /** Its opinion is waited for. */
    required: z.boolean().default(true),
  })
  .meta({ id: 'InvitedParty' });
export type InvitedParty = z.infer<typeof InvitedParty>;
