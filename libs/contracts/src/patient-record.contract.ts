import { identificationBases } from '@alliance/domain/identity/identification';
import { identifierKinds } from '@alliance/domain/identity/patient';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { z } from 'zod';
import { PatientMerge } from './patient-merge.contract.js';
import { EstimatedAge, PatientFound, PatientView, refusedIdentity, sexes } from './patient.contract.js';
import { route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Version, line } from './schema.js';

export const patientActions = ['identify', 'add_newborn', 'propose_merge', 'correct'] as const;

const ReferralOfPatient = z.object({
  id: Id,
  number: z.string(),
  state: z.enum(referralStates),
  urgency: z.enum(urgencies).nullable(),
  side: z.enum(['sender', 'receiver']),
  counterpart: z.string().nullable(),
  /** The name it was sent under: a referral keeps what was sent. */
  sentAs: z.string().nullable(),
});

/** Everything this hospital knows of a patient, and nothing that others do. */
export const PatientDetail = PatientFound.extend({
  /** Of what this hospital wrote down; another hospital counts its own. */
  relationVersion: Version,
  marks: z.string().nullable(),
  birth: z
    .object({
      at: Instant,
      gestation: z.object({ weeks: z.int(), days: z.int() }).nullable(),
      weightGrams: z.int().nullable(),
    })
    .nullable(),
  since: Instant,
  /** The row this hospital keeps the patient under now, and since when: set for an identified person and for a merged row. */
  keptUnder: PatientView.extend({ at: Instant }).nullable(),
  mother: Named.nullable(),
  newborns: z.array(PatientView),
  /** Open ones first, each part the newest first, fifty at most. */
  referrals: z.array(ReferralOfPatient),
  /** All that was ever proposed or done with this row and those kept under it, newest first. */
  merges: z.array(PatientMerge),
  /** What this user may do now. */
  actions: z.array(z.enum(patientActions)),
}).meta({ id: 'PatientDetail' });
export type PatientDetail = z.infer<typeof PatientDetail>;

export const getPatient = route('GET', '/patients/:id', {
  summary: 'One patient as this hospital knows them; every look is recorded',
  params: ById,
  returns: PatientDetail,
  refuses: ['access.denied', 'access.not_found'],
});

export const correctPatient = route('PATCH', '/patients/:id', {
  summary: 'Correct what this hospital wrote down; a citizen number decides sex and birth date',
  params: ById,
  body: z
    .strictObject({
      version: Version,
      name: line(80),
      sex: z.enum(sexes),
      birthDate: CalendarDate.nullable(),
      estimatedAge: EstimatedAge.nullable(),
      phone: z.string().max(30).nullable(),
      marks: line(500).nullable(),
    })
    .meta({ id: 'CorrectPatient' }),
  returns: PatientDetail,
  refuses: [
    'access.denied',
    'access.not_found',
    'record.stale',
    'patient.identifier_conflict',
    'patient.age_invalid',
    'patient.phone_invalid',
  ],
});

export const identifyPatient = route('POST', '/patients/:id/identify', {
  summary: 'Say who an unknown person is; the answer is the same whether or not anybody knew the number',
  params: ById,
  body: z
    .strictObject({
      identifierKind: z.enum(identifierKinds).exclude(['none_newborn', 'unknown_person']),
      identifier: z.string().max(60),
      name: line(80),
      sex: z.enum(sexes),
      birthDate: CalendarDate.nullable().default(null),
      basis: z.enum(identificationBases),
    })
    .meta({ id: 'IdentifyPatient' }),
  returns: PatientDetail,
  refuses: ['access.denied', 'access.not_found', 'patient.not_unknown', ...refusedIdentity],
});

/** Who did what with a patient's identity here, oldest first. */
export const PatientTrace = z
  .object({
    id: Id,
    kind: z.string(),
    at: Instant,
    by: z.string().nullable(),
    institution: z.string().nullable(),
    patient: Named,
    data: z.record(z.string(), z.union([z.string(), z.number()])),
    /** The reason of a merge or of taking it back. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'PatientTrace' });
export type PatientTrace = z.infer<typeof PatientTrace>;

export const tracePatient = route('GET', '/patients/:id/trace', {
  summary: 'What was done with a patient’s identity at this hospital',
  params: ById,
  returns: z.object({ items: z.array(PatientTrace) }).meta({ id: 'PatientTraces' }),
  refuses: ['access.denied', 'access.not_found'],
});
