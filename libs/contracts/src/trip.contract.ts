import { teams } from '@alliance/domain/trip/team';
import { observations, reportKinds, tripProblems } from '@alliance/domain/trip/trip-report';
import { consciousnessLevels, vitalSignLimits } from '@alliance/domain/trip/vital-signs';
import { z } from 'zod';
import { sexes } from './patient.contract.js';
import { route } from './route.js';
import { ById, Id, Instant, Text } from './schema.js';

const { sbp, dbp, hr, rr, spo2, temp, gcs } = vitalSignLimits;
const whole = ({ low, high }: { low: number; high: number }) => z.int().min(low).max(high).optional();

/** By the keys and in the units of the fact dictionary; what is missing was not measured. */
export const VitalSigns = z
  .strictObject({
    sbp: whole(sbp),
    dbp: whole(dbp),
    hr: whole(hr),
    rr: whole(rr),
    spo2: whole(spo2),
    temp: z.number().min(temp.low).max(temp.high).multipleOf(0.1).optional(),
    gcs: whole(gcs),
    consciousness: z.enum(consciousnessLevels).optional(),
    on_oxygen: z.boolean().optional(),
  })
  .meta({ id: 'VitalSigns' });

/** One thing that a crew said. */
export const TripReport = z
  .object({
    id: Id,
    kind: z.enum(reportKinds),
    /** By the crew's own clock, as far as it can be true. */
    measuredAt: Instant,
    receivedAt: Instant,
    /** 补记: it reached us more than ten minutes later (RF-06). */
    recordedLate: z.boolean(),
    vitalSigns: VitalSigns.nullable(),
    observations: z.array(z.enum(observations)),
    /** Of what was measured; null for children. */
    news2: z.int().nullable(),
    deteriorating: z.boolean(),
    estimatedArrivalAt: Instant.nullable(),
    problem: z.enum(tripProblems).nullable(),
  })
  .meta({ id: 'TripReport' });
export type TripReport = z.infer<typeof TripReport>;

const Activation = z.object({
  team: z.enum(teams),
  at: Instant,
  by: z.string(),
  /** Who was on duty in its departments then. */
  told: z.array(z.object({ person: z.string(), phone: z.string(), department: Text.nullable() })),
});
const Rung = z.object({
  institution: z.string(),
  person: z.string(),
  department: Text.nullable(),
  onDuty: z.boolean(),
  at: Instant,
  seenAt: Instant.nullable(),
});

/** A patient on the way, as both hospitals see it. */
export const TripView = z
  .object({
    /** The crew's link that works now. Its token is shown once, to whoever issued it. */
    link: z.object({ id: Id, issuedAt: Instant, issuedBy: z.string(), expiresAt: Instant }).nullable(),
    departedAt: Instant.nullable(),
    /** What the crew said last, else what was said at departure. */
    estimatedArrivalAt: Instant.nullable(),
    /** By the time of measuring, oldest first. */
    reports: z.array(TripReport),
    teams: z.array(Activation),
    /** Who was told that an immediate case waits, and who looked. */
    rung: z.array(Rung),
    may: z.object({ issue: z.boolean(), revoke: z.boolean(), activate: z.boolean() }),
  })
  .meta({ id: 'TripView' });
export type TripView = z.infer<typeof TripView>;

const about = ['referral.not_found'] as const;
const acting = [...about, 'referral.wrong_state', 'referral.not_your_action'] as const;

export const getTrip = route('GET', '/referrals/:id/trip', {
  summary: 'The journey of a patient: link of the crew, vital signs, teams that wait, who was rung',
  params: ById,
  returns: TripView,
  refuses: about,
});
export const issueTripLink = route('POST', '/referrals/:id/trip', {
  summary: 'A link for the crew of one journey; an earlier one stops working. The token is not kept and not shown again',
  status: 201,
  params: ById,
  returns: z.object({ token: z.string(), trip: TripView }).meta({ id: 'TripLink' }),
  refuses: acting,
});
export const revokeTripLink = route('POST', '/referrals/:id/revokeTrip', {
  summary: 'The link of the crew stops working at once',
  params: ById,
  returns: TripView,
  refuses: acting,
});
export const activateTeam = route('POST', '/referrals/:id/activateTeam', {
  summary: 'Call a team in before the patient is here: those on duty in its departments are told; once called, it stays called',
  params: ById,
  body: z.strictObject({ team: z.enum(teams) }).meta({ id: 'ActivateTeam' }),
  returns: TripView,
  refuses: acting,
});

/** The token stands in the fragment of the crew's address and in no log. */
const Token = z.string().regex(/^[\w-]{43}$/);
const Side = z.object({ name: z.string(), person: z.string().nullable(), phone: z.string() });

/** What a crew sees: no name, no number, no diagnosis. */
export const CrewView = z
  .object({
    from: Side,
    to: z.object({ ...Side.shape, department: Text.nullable(), place: z.string().nullable(), physician: z.string().nullable() }),
    patient: z.object({ sex: z.enum(sexes), age: z.int().nullable() }),
    phase: z.enum(['waiting', 'on_the_way', 'arrived']),
    estimatedArrivalAt: Instant.nullable(),
    expiresAt: Instant,
  })
  .meta({ id: 'CrewView' });
export type CrewView = z.infer<typeof CrewView>;

export const lookAtTrip = route('POST', '/trip', {
  summary: 'What the crew of one journey needs; without an account',
  body: z.strictObject({ token: Token }).meta({ id: 'LookAtTrip' }),
  returns: CrewView,
  refuses: ['link.invalid', 'request.too_many'],
});

const said = { vital_signs: 'vitalSigns', estimated_arrival: 'estimatedArrivalAt', problem: 'problem' } as const;
export const reportFromTrip = route('POST', '/trip/reports', {
  summary: 'What the crew measured, when it thinks to arrive, or what happened on the way; the same id is kept once',
  status: 201,
  body: z
    .strictObject({
      token: Token,
      id: Id,
      kind: z.enum(reportKinds),
      measuredAt: Instant,
      vitalSigns: VitalSigns.optional(),
      observations: z.array(z.enum(observations)).max(observations.length).default([]),
      estimatedArrivalAt: Instant.optional(),
      problem: z.enum(tripProblems).optional(),
    })
    .refine((report) => Object.values(said).every((field) => (field === said[report.kind]) === (report[field] !== undefined)), {
      path: ['kind'],
    })
    .meta({ id: 'ReportFromTrip' }),
  returns: z.object({ receivedAt: Instant, recordedLate: z.boolean() }).meta({ id: 'TripReportKept' }),
  refuses: ['link.invalid', 'request.too_many'],
});
export type ReportFromTrip = z.input<typeof reportFromTrip.body>;
