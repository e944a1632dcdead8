import { verdicts } from '@alliance/domain/criteria/rule.types';
import { directions, endings, services, transports, urgencies } from '@alliance/domain/referral/referral.codes';
import { referralActions, referralStates } from '@alliance/domain/referral/referral.machine';
import { queueOrders } from '@alliance/domain/referral/queue';
import { z } from 'zod';
import { PatientView } from './patient.contract.js';
import { Deadline } from './referral.contract.js';
import { route } from './route.js';
import { Id, Instant, Named, Text, Version, page, pageOf } from './schema.js';

/** Who is working on it on the receiving side. The other hospital learns that somebody is, not who. */
export const Claim = z
  .object({
    mine: z.boolean(),
    appointmentId: Id.nullable(),
    by: z.string().nullable(),
    at: Instant,
    /** Ends by itself then, unless its holder looks at the referral meanwhile. */
    lapsesAt: Instant,
  })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof Claim>;

/** A row of the queue. */
export const ReferralRow = z
  .object({
    id: Id,
    number: z.string(),
    state: z.enum(referralStates),
    version: Version,
    actions: z.array(z.enum(referralActions)),
    urgency: z.enum(urgencies).nullable(),
    service: z.enum(services).nullable(),
    direction: z.enum(directions).nullable(),
    deadline: Deadline.nullable(),
    /** The other hospital: the sender of an inbound, the receiver of an outbound one. */
    counterpart: Named.nullable(),
    /** In place of the counterpart: a receiver off the platform. */
    outside: z.string().nullable(),
    department: Text.nullable(),
    patient: z
      .object({
        /** As this hospital knows the patient by now. */
        name: z.string(),
        /** The name it was sent under, where that was another one. */
        registeredAs: z.string().nullable(),
        sex: PatientView.shape.sex,
        birthDate: PatientView.shape.birthDate,
        identifierMasked: z.string().nullable(),
        identifierLast4: z.string().nullable(),
      })
      .nullable(),
    diagnosis: z.string().nullable(),
    reason: z.string().nullable(),
    /** What the criteria said when it was sent. */
    verdict: z.enum(verdicts).nullable(),
    claim: Claim.nullable(),
    /** Who follows it up on the sender's side; named to that side only. */
    owner: z.string().nullable(),
    transport: z.enum(transports).nullable(),
    /** When a patient on the way is expected. */
    estimatedArrivalAt: Instant.nullable(),
    /** On the way although nobody has answered. */
    unanswered: z.boolean(),
    /** The other half of a mother-and-newborn pair. */
    pairId: Id.nullable(),
    /** Until then my side can take its answer back. */
    undoUntil: Instant.nullable(),
    endedAs: z.enum(endings).nullable(),
    /** A missed deadline has climbed to somebody else. */
    escalated: z.boolean(),
    remindedAt: Instant.nullable(),
    submittedAt: Instant.nullable(),
    updatedAt: Instant,
  })
  .meta({ id: 'ReferralRow' });
export type ReferralRow = z.infer<typeof ReferralRow>;

/** Codes with commas between them, as they stand in an address: `submitted,in_transit`. */
const several = <const T extends readonly [string, ...string[]] | readonly string[]>(codes: T) =>
  z
    .string()
    .max(300)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(codes)).min(1).max(codes.length));

/** `me`, `nobody`, or somebody's appointment. */
const Somebody = z.union([z.literal(['me', 'nobody']), Id]);

/** What a list is narrowed to without naming a patient: this much of it can be kept as a view. */
export const queueFilters = {
  side: z.enum(['inbound', 'outbound']),
  /** Without it all open ones; drafts only where they are asked for. */
  state: several(referralStates).optional(),
  urgency: several(urgencies).optional(),
  service: several(services).optional(),
  direction: several(directions).optional(),
  /** The receiving department of an inbound, the sending one of an outbound referral. */
  departmentId: Id.optional(),
  /** Who works on it: has claimed an inbound one; owns or wrote an outbound one. */
  person: Somebody.optional(),
  /** Whose turn it is. */
  waiting: z.enum(['mine', 'theirs']).optional(),
  late: z.stringbool().optional(),
  verdict: several(verdicts).optional(),
  allianceId: Id.optional(),
  paired: z.stringbool().optional(),
  /** On the way and nobody has answered. */
  unanswered: z.stringbool().optional(),
  /** Without it by urgency and what is due next, or the newest first where some have ended. Those know no other order than their age. */
  sort: z.enum(queueOrders).optional(),
} as const;

export const listReferrals = route('GET', '/referrals', {
  summary: 'The queue of one side',
  query: z.strictObject({
    ...queueFilters,
    /** Name or pinyin initials, from the start: as it was sent, or as this hospital knows the patient by now. */
    name: z.string().trim().max(60).optional(),
    number: z.string().trim().max(20).optional(),
    ...page(20),
  }),
  returns: pageOf('ReferralPage', ReferralRow),
});

export const countReferrals = route('GET', '/referrals/counts', {
  summary: 'How many open referrals stand in each state, and how many are late',
  returns: z
    .object({
      inbound: z.partialRecord(z.enum(referralStates), z.int()),
      outbound: z.partialRecord(z.enum(referralStates), z.int()),
      /** Open ones whose next action is mine and late. */
      late: z.int(),
      /** Those, and inbound immediate ones that nobody has answered: what may not wait. */
      pressing: z.int(),
    })
    .meta({ id: 'ReferralCounts' }),
});
