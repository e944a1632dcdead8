import { dutySubjects, standings } from '@alliance/domain/member-console/duty';
import { reminderAnswers } from '@alliance/domain/member-console/reminder';
import { institutionLevels } from '@alliance/domain/referral/direction';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Named, Text, Version, line, page, pageOf } from './schema.js';

const Subject = z.enum(dutySubjects);
const Subjects = z.array(Subject).min(1).max(dutySubjects.length);

/** One reminder to one member, and what it answered. */
export const MemberReminder = z
  .object({
    id: Id,
    version: Version,
    alliance: z.object({ id: Id, name: Text }),
    member: Named,
    from: z.object({ institution: z.string(), person: z.string() }),
    /** How much of each was late then. */
    about: z.array(z.object({ subject: Subject, late: z.int() })),
    note: z.string().nullable(),
    at: Instant,
    answer: z
      .object({ code: z.enum(reminderAnswers), promisedAt: Instant.nullable(), note: z.string().nullable(), at: Instant, by: z.string() })
      .nullable(),
  })
  .meta({ id: 'MemberReminder' });
export type MemberReminder = z.infer<typeof MemberReminder>;

export const ConsoleMember = z
  .object({
    ...Named.shape,
    level: z.enum(institutionLevels),
    role: z.enum(['lead', 'member']),
    suspended: z.boolean(),
    /** The membership has run out and was not renewed. */
    lapsed: z.boolean(),
    standing: z.enum(standings),
    /** Only what is owed; a subject that is missing is clear. */
    owed: z.array(
      z.object({ subject: Subject, count: z.int(), late: z.int(), oldestAt: Instant.nullable(), restsUntil: Instant.nullable() }),
    ),
    /** Answered round the clock, else the hospital's own number. */
    line: z.string().nullable(),
    onDuty: z.object({ person: z.string(), phone: z.string(), department: Text.nullable() }).nullable(),
    lastReminder: MemberReminder.pick({ id: true, at: true, about: true, answer: true }).nullable(),
    mayRemind: z.boolean(),
  })
  .meta({ id: 'ConsoleMember' });
export type ConsoleMember = z.infer<typeof ConsoleMember>;

export const MemberConsole = z
  .object({ alliance: z.object({ id: Id, name: Text }), at: Instant, items: z.array(ConsoleMember) })
  .meta({ id: 'MemberConsole' });
export type MemberConsole = z.infer<typeof MemberConsole>;

/** One thing that a member owes: codes, a number, names of institutions and departments; never a patient. */
export const DutyItem = z
  .object({
    subject: Subject,
    /** State, kind or capability, by subject. */
    code: z.string(),
    label: Text.nullable(),
    /** Of a referral; of a protocol its version. */
    number: z.string().nullable(),
    other: z.string().nullable(),
    since: Instant.nullable(),
    dueAt: Instant.nullable(),
    count: z.int(),
    late: z.int(),
  })
  .meta({ id: 'DutyItem' });
export type DutyItem = z.infer<typeof DutyItem>;

export const ConsoleAlliance = z
  .object({
    id: Id,
    name: Text,
    /** Late things that patients wait for. */ patientsWait: z.int(),
    /** Everything else that is late. */ papersLate: z.int(),
  })
  .meta({ id: 'ConsoleAlliance' });
export type ConsoleAlliance = z.infer<typeof ConsoleAlliance>;

export const listConsoleAlliances = route('GET', '/members-today', {
  summary: 'Alliances whose console one sees, where most patients wait first; those that one leads before those one only belongs to',
  returns: z.object({ items: z.array(ConsoleAlliance) }).meta({ id: 'ConsoleAlliances' }),
});
export const getMemberConsole = route('GET', '/alliances/:id/members-today', {
  summary:
    'What each member owes today, where patients wait and longest late first: every member for the lead and the office, the own row for a member',
  params: ById,
  returns: MemberConsole,
  refuses: ['access.not_found'],
});
export const listMemberDuties = route('GET', '/alliances/:id/members/:memberId/duties', {
  summary: 'What stands behind one number of the console',
  params: z.strictObject({ id: Id, memberId: Id }),
  query: z.strictObject({ subject: Subject }),
  returns: z.object({ items: z.array(DutyItem) }).meta({ id: 'DutyItems' }),
  refuses: ['access.not_found'],
});
export const remindMembers = route('POST', '/alliances/:id/reminders', {
  summary: 'Remind members of what they owe; what was said within four hours and did not grow is left out',
  status: 201,
  params: ById,
  body: z
    .strictObject({
      members: z
        .array(z.strictObject({ memberId: Id, about: Subjects }))
        .min(1)
        .max(100),
      /** Read by the member's coordinators and administrators. */
      note: line(200).nullable().default(null),
    })
    .meta({ id: 'RemindMembers' }),
  returns: z.object({ reminded: z.array(Id), left: z.array(Id) }).meta({ id: 'RemindersSent' }),
  refuses: ['access.not_found', 'access.denied', 'reminder.nothing_owed', 'reminder.too_soon'],
});
export const listMemberReminders = route('GET', '/alliances/:id/reminders', {
  summary: 'Reminders to members of an alliance with their answers, newest first',
  params: ById,
  query: z.strictObject({ memberId: Id.optional(), ...page(20) }),
  returns: pageOf('MemberReminderPage', MemberReminder),
  refuses: ['access.not_found'],
});

export const listOwnReminders = route('GET', '/reminders', {
  summary: 'Reminders that my institution got, unanswered first',
  query: z.strictObject({ open: z.stringbool().optional() }),
  returns: z.object({ items: z.array(MemberReminder) }).meta({ id: 'OwnReminders' }),
});
export const answerReminder = route('POST', '/reminders/:id/answer', {
  summary: 'Say that it is known, done, or until when it will be',
  params: ById,
  body: z
    .strictObject({
      version: Version,
      answer: z.enum(reminderAnswers),
      promisedAt: Instant.optional(),
      note: line(200).nullable().default(null),
    })
    .refine(({ answer, promisedAt }) => (answer === 'promised') === (promisedAt !== undefined), { path: ['promisedAt'] })
    .meta({ id: 'AnswerReminder' }),
  returns: MemberReminder,
  refuses: ['access.not_found', 'record.stale', 'request.invalid'],
});
