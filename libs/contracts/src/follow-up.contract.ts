import * as codes from '@alliance/domain/follow-up/follow-up.codes';
import { warningActions } from '@alliance/domain/down-transfer/down-plan';
import { z } from 'zod';
import { DownPlan } from './down-plan.schema.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Version, line, page } from './schema.js';
import { VitalSigns } from './trip.contract.js';

const answers = {
  spokeTo: z.enum(codes.spokenTo),
  condition: z.enum(codes.conditions),
  vitalSigns: VitalSigns,
  medicines: z.enum(codes.adherences),
  medicineReason: z.enum(codes.nonAdherenceReasons).nullable(),
  rehabilitation: z.enum(codes.rehabilitationDone),
  nextContactOn: CalendarDate.nullable(),
} as const;

/** One contact, or the attempt at one. */
export const FollowUpRecord = z
  .object({
    id: Id,
    reached: z.boolean(),
    channel: z.enum(codes.contactChannels),
    at: Instant,
    recordedAt: Instant,
    by: z.string(),
    /** null where nobody was reached. */
    answers: z
      .object({ ...answers, warningSigns: z.array(z.object({ id: z.string(), sign: z.string(), action: z.enum(warningActions) })) })
      .nullable(),
    /** What has to be done now. */
    action: z.enum(warningActions).nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'FollowUpRecord' });
export type FollowUpRecord = z.infer<typeof FollowUpRecord>;

/** Somebody came home and is asked after; both hospitals of the referral see it, the one at home does it (field.md F50). */
export const FollowUp = z
  .object({
    id: Id,
    version: Version,
    kind: z.enum(codes.followUpKinds),
    state: z.enum(codes.followUpStates),
    endedAs: z.enum(codes.followUpEndings).nullable(),
    arrivedAt: Instant,
    dueAt: Instant,
    overdue: z.boolean(),
    postponed: z.boolean(),
    attempts: z.int(),
    doneAt: Instant.nullable(),
    institution: Named,
    sender: Named,
    owner: z.object({ name: z.string(), mine: z.boolean() }),
    referral: z.object({ id: Id, number: z.string() }),
    diagnosis: z.string().nullable(),
    patient: z.object({
      id: Id,
      name: z.string(),
      sex: z.string(),
      birthDate: CalendarDate.nullable(),
      /** As the hospital that asks knows it. */
      phone: z.string().nullable(),
    }),
    plan: DownPlan.pick({ rehabilitation: true, medicines: true, warningSigns: true, nextVisitOn: true }).nullable(),
    records: z.array(FollowUpRecord),
    actions: z.array(z.enum(['record', 'attempt', 'takeOver', 'end'])),
  })
  .meta({ id: 'FollowUp' });
export type FollowUp = z.infer<typeof FollowUp>;

const refuses = ['access.denied', 'access.not_found', 'record.stale', 'follow_up.closed'] as const;

export const listFollowUps = route('GET', '/follow-ups', {
  summary: 'Whom my hospital asks after, by what is due next',
  query: z.strictObject({
    state: z.enum(['open', 'due', 'overdue', 'done']).default('open'),
    mine: z.union([z.boolean(), z.stringbool()]).default(false),
    ...page(50),
  }),
  returns: z
    .object({
      items: z.array(FollowUp),
      nextCursor: z.string().nullable(),
      counts: z.object({ due: z.int(), overdue: z.int(), mine: z.int() }),
    })
    .meta({ id: 'FollowUpPage' }),
  refuses: ['access.denied'],
});

export const countFollowUps = route('GET', '/follow-ups/count', {
  summary: 'How many my hospital has to ask after today, and how many are late',
  returns: z.object({ due: z.int(), overdue: z.int(), mine: z.int() }).meta({ id: 'FollowUpCounts' }),
  refuses: ['access.denied'],
});

export const getFollowUp = route('GET', '/follow-ups/:id', {
  summary: 'One follow-up with what was recorded',
  params: ById,
  returns: FollowUp,
  refuses: ['access.denied', 'access.not_found'],
});

export const followUpsOfReferral = route('GET', '/follow-ups/of-referral/:referralId', {
  summary: 'Both follow-ups of a referral that brought a patient home, for both its hospitals',
  params: z.strictObject({ referralId: Id }),
  returns: z.object({ items: z.array(FollowUp) }).meta({ id: 'FollowUpsOfReferral' }),
  refuses: ['access.denied'],
});

export const recordFollowUp = route('POST', '/follow-ups/:id/record', {
  summary: 'Somebody was seen or spoken to',
  params: ById,
  body: z
    .strictObject({
      version: Version,
      channel: z.enum(codes.contactChannels),
      at: Instant,
      ...answers,
      /** Ids of the plan's warning signs that are there. */
      warningSigns: z.array(z.string().max(60)).max(12).default([]),
      vitalSigns: VitalSigns.default({}),
      medicineReason: answers.medicineReason.default(null),
      nextContactOn: answers.nextContactOn.default(null),
      note: line(1000).nullable().default(null),
    })
    .meta({ id: 'RecordFollowUp' }),
  returns: FollowUp,
  refuses: [...refuses, 'request.invalid'],
});

export const attemptFollowUp = route('POST', '/follow-ups/:id/attempt', {
  summary: 'Nobody was reached: the task stays open, and is due at most twelve hours later, once',
  params: ById,
  body: z
    .strictObject({ version: Version, channel: z.enum(codes.contactChannels), note: line(300).nullable().default(null) })
    .meta({ id: 'AttemptFollowUp' }),
  returns: FollowUp,
  refuses,
});

export const takeOverFollowUp = route('POST', '/follow-ups/:id/take-over', {
  summary: 'Somebody else of the hospital does it',
  params: ById,
  body: z.strictObject({ version: Version }).meta({ id: 'TakeOverFollowUp' }),
  returns: FollowUp,
  refuses,
});

export const endFollowUp = route('POST', '/follow-ups/:id/end', {
  summary: 'Nobody is asked after any more, and why',
  params: ById,
  body: z.strictObject({ version: Version, reason: z.enum(codes.saidEndings) }).meta({ id: 'EndFollowUp' }),
  returns: FollowUp,
  refuses,
});
