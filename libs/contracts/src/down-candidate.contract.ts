import { verdicts } from '@alliance/domain/criteria/rule.types';
import { setAsideReasons } from '@alliance/domain/down-transfer/set-aside';
import { institutionLevels } from '@alliance/domain/referral/direction';
import { doctorDeclineReasons, offerReturnReasons, returnReasons } from '@alliance/domain/referral/referral.codes';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { z } from 'zod';
import { FactKey, Finding, GivenFacts } from './criteria.schema.js';
import { PatientView } from './patient.contract.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Text, Version, line, page, pageOf } from './schema.js';

/** What the criteria of the alliance say about taking a patient in care home, as it was judged last. */
export const DownVerdict = z
  .object({
    /** null where no protocol is in force, or nobody has judged yet. */
    verdict: z.enum(verdicts).nullable(),
    /** Since when it has been met without a break. */
    metSince: Instant.nullable(),
    judgedAt: Instant.nullable(),
    /** Criteria to go down that concern the patient, the ones that are met first. */
    findings: z.array(Finding),
    /** Criteria to refer up that forbid it: met, or unknown and immediate. */
    against: z.array(Finding),
    /** Facts that would decide. */
    missing: z.array(z.string()),
  })
  .meta({ id: 'DownVerdict' });
export type DownVerdict = z.infer<typeof DownVerdict>;

const Change = z.object({ at: Instant, by: z.string(), facts: GivenFacts, takenBack: z.array(z.string()) });

/** What is known of a patient in care, for the people of the hospital in care alone. */
export const CareFacts = z
  .object({
    referralId: Id,
    /** Sent with every change; one before anything was recorded. */
    version: Version,
    /** Whether the patient is in care, so that something can be recorded. */
    inCare: z.boolean(),
    allianceId: Id.nullable(),
    patient: z.object({ sex: PatientView.shape.sex.nullable(), birthDate: CalendarDate.nullable() }),
    /** What the patient was sent with, and when. */
    sent: GivenFacts.nullable(),
    sentAt: Instant.nullable(),
    /** Since when the patient is here. */
    since: Instant,
    /** Measured here, each fact with its values, the newest last. */
    recorded: GivenFacts,
    /** The latest changes, newest first. */
    changes: z.array(Change),
    down: DownVerdict,
  })
  .meta({ id: 'CareFacts' });
export type CareFacts = z.infer<typeof CareFacts>;

export const getCareFacts = route('GET', '/referrals/:id/care-facts', {
  summary: 'What was measured of a patient in care of my hospital, and what the criteria to go down say',
  params: ById,
  returns: CareFacts,
  refuses: ['access.denied', 'referral.not_found'],
});
export const recordCareFacts = route('PUT', '/referrals/:id/care-facts', {
  summary: 'Record how a patient in care is; the criteria to go down are judged with it at once',
  params: ById,
  body: z
    .strictObject({
      version: Version,
      /** New values; one without a time is of now. */
      facts: GivenFacts,
      /** Facts whose last value was a slip. */
      takeBack: z.array(FactKey).max(100).default([]),
    })
    .meta({ id: 'RecordCareFacts' }),
  returns: CareFacts,
  refuses: [
    'access.denied',
    'referral.not_found',
    'referral.wrong_state',
    'record.stale',
    'request.invalid',
    'criteria.fact_invalid',
    'criteria.unit_unconvertible',
  ],
});

const SetAside = z.object({
  reason: z.enum(setAsideReasons),
  until: CalendarDate,
  note: z.string().nullable(),
  by: z.string(),
  at: Instant,
});
export const candidateActions = ['recordFacts', 'offerDown', 'setAside', 'resume'] as const;

export const DownCandidate = z
  .object({
    /** Of the referral by which the patient came. */
    referralId: Id,
    number: z.string(),
    version: Version,
    patient: z
      .object({ name: z.string(), sex: PatientView.shape.sex, birthDate: CalendarDate.nullable(), identifierMasked: z.string().nullable() })
      .nullable(),
    diagnosis: z.string().nullable(),
    department: z.object({ id: Id, name: Text }).nullable(),
    since: Instant,
    daysInCare: z.int(),
    factsAt: Instant.nullable(),
    down: DownVerdict,
    /** Who sent the patient up; null where that hospital is no lower one. */
    home: z
      .object({
        institution: Named,
        level: z.enum(institutionLevels),
        /** Free beds, all kinds together; null where it publishes none. */
        beds: z.object({ free: z.int(), confirmedAt: Instant.nullable() }).nullable(),
      })
      .nullable(),
    /** The latest offer to take the patient back. */
    offer: z
      .object({
        id: Id,
        number: z.string(),
        state: z.enum(referralStates),
        receiver: z.string(),
        arriveBy: Instant.nullable(),
        declined: z
          .discriminatedUnion('by', [
            z.object({ by: z.literal('doctor'), reason: z.enum(doctorDeclineReasons) }),
            z.object({ by: z.literal('institution'), reason: z.enum([...offerReturnReasons, ...returnReasons]) }),
          ])
          .nullable(),
      })
      .nullable(),
    setAside: SetAside.nullable(),
    actions: z.array(z.enum(candidateActions)),
  })
  .meta({ id: 'DownCandidate' });
export type DownCandidate = z.infer<typeof DownCandidate>;

/** `met` may go down, the longest first; `near` lacks one or two facts; `set_aside` stays for a coded reason; `all` in care. */
export const candidateLists = ['met', 'near', 'set_aside', 'all'] as const;
export type CandidateList = (typeof candidateLists)[number];

export const listDownCandidates = route('GET', '/down-candidates', {
  summary: 'Patients in care of my hospital who could go down, or nearly, with the reasons',
  query: z.strictObject({ departmentId: Id.optional(), verdict: z.enum(candidateLists).default('met'), ...page(25) }),
  returns: pageOf('DownCandidates', DownCandidate),
  refuses: ['access.denied'],
});
export const countDownCandidates = route('GET', '/down-candidates/counts', {
  summary: 'How many patients in care could go down, nearly, or were set aside',
  query: z.strictObject({ departmentId: Id.optional() }),
  returns: z.object({ met: z.int(), near: z.int(), set_aside: z.int(), all: z.int() }).meta({ id: 'DownCandidateCounts' }),
  refuses: ['access.denied'],
});

const commands = ['access.denied', 'referral.not_found', 'referral.wrong_state', 'record.stale'] as const;
export const setCandidateAside = route('POST', '/down-candidates/:id/setAside', {
  summary: 'A patient stays for now; it ends on its day, or when the verdict changes',
  params: ById,
  body: z
    .strictObject({ version: Version, reason: z.enum(setAsideReasons), until: CalendarDate, note: line(300).nullable().default(null) })
    .meta({ id: 'SetCandidateAside' }),
  returns: DownCandidate,
  refuses: [...commands, 'request.invalid'],
});
export const resumeCandidate = route('POST', '/down-candidates/:id/resume', {
  summary: 'A patient who was set aside is a candidate again',
  params: ById,
  body: z.strictObject({ version: Version }).meta({ id: 'ResumeCandidate' }),
  returns: DownCandidate,
  refuses: commands,
});
