import { acknowledgementNotes, findingKinds } from '@alliance/domain/escalation/escalation.codes';
import { toldRungs } from '@alliance/domain/escalation/ladder';
import { dutyRungs } from '@alliance/domain/on-call/ladder';
import { agreedSteps, deadlineSteps } from '@alliance/domain/referral/deadline';
import { services, urgencies } from '@alliance/domain/referral/referral.codes';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, Named, Text, Version, page, pageOf } from './schema.js';

/** Somebody waits too long, and who was told. Third parties read it who never see the referral: it says nothing about the patient. */
export const Escalation = z
  .object({
    id: Id,
    version: Version,
    /** For people use; the id only for the two hospitals that may open it. */
    referral: z.object({ id: Id.nullable(), number: z.string() }),
    alliance: z.object({ id: Id, name: Text }).nullable(),
    sender: Named,
    /** null: off the platform. */
    receiver: Named.nullable(),
    urgency: z.enum(urgencies),
    service: z.enum(services),
    step: z.enum(deadlineSteps),
    dueAt: Instant,
    rung: z.enum(toldRungs),
    /** Whose people were told. */
    told: Named,
    at: Instant,
    /** When the referral moved on; null while somebody still waits. */
    settledAt: Instant.nullable(),
    acknowledged: z.object({ at: Instant, by: z.string(), note: z.enum(acknowledgementNotes) }).nullable(),
    /** Whom to call about it now. */
    call: z.object({ institution: z.string(), rung: z.enum(dutyRungs), person: z.string().nullable(), phone: z.string() }),
    actions: z.array(z.enum(['acknowledge', 'open'])),
  })
  .meta({ id: 'Escalation' });
export type Escalation = z.infer<typeof Escalation>;

export const listEscalations = route('GET', '/escalations', {
  summary:
    'Who waits too long: of the own hospital, of the alliances it leads, or everywhere for the management office; told to oneself first',
  query: z.strictObject({
    ...page(),
    state: z.enum(['open', 'settled', 'all']).default('open'),
    urgency: z.enum(urgencies).optional(),
    rung: z.enum(toldRungs).optional(),
  }),
  returns: pageOf('EscalationPage', Escalation),
});

export const getEscalation = route('GET', '/escalations/:id', {
  summary: 'One of them',
  params: ById,
  returns: Escalation,
  refuses: ['access.not_found'],
});

export const acknowledgeEscalation = route('POST', '/escalations/:id/acknowledge', {
  summary: 'Say that it is being seen to; the ladder goes on until the hospital itself answers',
  params: ById,
  body: z.strictObject({ version: Version, note: z.enum(acknowledgementNotes) }).meta({ id: 'AcknowledgeEscalation' }),
  returns: Escalation,
  refuses: ['access.not_found', 'access.denied', 'record.stale'],
});

const Minutes = z.int().min(1).max(43_200);
const perUrgency = z.partialRecord(z.enum(urgencies), Minutes);
const AgreedMinutes = z.partialRecord(z.enum(agreedSteps as [(typeof agreedSteps)[number]]), perUrgency);

export const AllianceDeadlines = z
  .object({
    version: Version,
    /** May I change them? */
    manages: z.boolean(),
    limits: z.array(
      z.object({
        step: z.enum(agreedSteps as [(typeof agreedSteps)[number]]),
        urgency: z.enum(urgencies),
        minutes: Minutes,
        /** Our default, which holds until somebody agrees on another. */
        usual: Minutes,
        /** false: the default, to be agreed on (RF-10). */
        agreed: z.boolean(),
        /** Days off do not count. */
        workingTime: z.boolean(),
      }),
    ),
    /** Years whose list of days off is known; others count Monday to Friday. */
    holidayYears: z.array(z.object({ year: z.int(), notice: z.string() })),
  })
  .meta({ id: 'AllianceDeadlines' });
export type AllianceDeadlines = z.infer<typeof AllianceDeadlines>;

export const getDeadlines = route('GET', '/alliances/:id/deadlines', {
  summary: 'Until when each step of a referral is due, by urgency',
  params: ById,
  returns: AllianceDeadlines,
  refuses: ['access.not_found'],
});

export const setDeadlines = route('PUT', '/alliances/:id/deadlines', {
  summary: 'Agree on them; what is left out takes the default. Referrals on their way keep the deadline they have',
  params: ById,
  body: z.strictObject({ version: Version, minutes: AgreedMinutes }).meta({ id: 'SetDeadlines' }),
  returns: AllianceDeadlines,
  refuses: ['access.not_found', 'access.denied', 'record.stale'],
});

export const OpenFinding = z
  .object({
    id: Id,
    kind: z.enum(findingKinds),
    foundAt: Instant,
    settledAt: Instant.nullable(),
    referral: z.object({
      id: Id,
      number: z.string(),
      state: z.enum(referralStates),
      urgency: z.enum(urgencies),
      receiver: z.string().nullable(),
      nextActionAt: Instant.nullable(),
    }),
    /** Who owns it now, still at work or not. */
    owner: z.string().nullable(),
  })
  .meta({ id: 'OpenFinding' });
export type OpenFinding = z.infer<typeof OpenFinding>;

export const listFindings = route('GET', '/open-findings', {
  summary: 'Open referrals of my hospital that nobody would notice, as the nightly check found them',
  query: z.strictObject(page(50)),
  returns: pageOf('OpenFindingPage', OpenFinding),
});

export const takeOverFinding = route('POST', '/open-findings/:id/take-over', {
  summary: 'Follow the referral up oneself from now on',
  params: ById,
  body: z.strictObject({}).meta({ id: 'TakeOverFinding' }),
  returns: OpenFinding,
  refuses: ['access.not_found'],
});
