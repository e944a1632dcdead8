import { oldestAge } from '@alliance/domain/identity/age';
import { likenessMarks } from '@alliance/domain/identity/likeness';
import { identifierKinds } from '@alliance/domain/identity/patient';
import { z } from 'zod';
import { route } from './route.js';
import { CalendarDate, Id, line } from './schema.js';

export const sexes = ['male', 'female', 'other', 'unknown'] as const;

export const PatientView = z
  .object({
    id: Id,
    name: z.string(),
    sex: z.enum(sexes),
    birthDate: CalendarDate.nullable(),
    /** The year of birth that was guessed of somebody unknown: an age to treat by, no birth date. */
    estimatedBirthYear: z.int().nullable().default(null),
    identifierKind: z.enum(identifierKinds),
    /** `4401**********1234`; null for a newborn or an unknown person. */
    identifierMasked: z.string().nullable(),
    /** The last four characters, for the confirmation by full name, sex, age and number. */
    identifierLast4: z.string().nullable(),
    phone: z.string().nullable(),
    /** The mother of a newborn without a number. */
    motherId: Id.nullable(),
  })
  .meta({ id: 'PatientView' });
export type PatientView = z.infer<typeof PatientView>;

/** Whole years, as they were guessed. */
export const EstimatedAge = z.int().min(0).max(oldestAge);
const Phone = z.string().max(30);
/** What somebody is recognised by: scars, clothes, where they were found. */
const Marks = line(500);

export const refusedIdentity = [
  'patient.identifier_invalid',
  'patient.identifier_conflict',
  'patient.name_differs',
  'patient.age_invalid',
  'patient.phone_invalid',
] as const;

export const registerPatient = route('POST', '/patients', {
  summary: 'Find a patient by exact identifier or create one; tells nothing about other hospitals',
  status: 201,
  body: z
    .strictObject({
      /** Of a newborn or an unknown person; whoever has a number is known by it. */
      id: Id.optional(),
      /** An unknown person gets a name of the hospital when none is given. */
      name: line(80).nullable().default(null),
      sex: z.enum(sexes),
      birthDate: CalendarDate.nullable().default(null),
      estimatedAge: EstimatedAge.nullable().default(null),
      identifierKind: z.enum(identifierKinds),
      identifier: z.string().max(60).nullable().default(null),
      phone: Phone.nullable().default(null),
      marks: Marks.nullable().default(null),
      motherId: Id.nullable().default(null),
    })
    .meta({ id: 'RegisterPatient' }),
  returns: PatientView,
  refuses: ['access.denied', 'access.not_found', ...refusedIdentity],
});

export const registerNewborn = route('POST', '/patients/:id/newborns', {
  summary: 'Register a child just born to a patient of this hospital; it is named after her until it has a name',
  status: 201,
  params: z.strictObject({ id: Id }),
  body: z
    .strictObject({
      id: Id.optional(),
      sex: z.enum(sexes),
      bornAt: z.iso.datetime({ offset: true }),
      gestation: z
        .strictObject({ weeks: z.int().min(15).max(46), days: z.int().min(0).max(6) })
        .nullable()
        .default(null),
      weightGrams: z.int().min(200).max(9000).nullable().default(null),
      /** Among those born together, from 1. */
      order: z.int().min(1).max(9).nullable().default(null),
    })
    .meta({ id: 'RegisterNewborn' }),
  returns: PatientView,
  refuses: ['access.denied', 'access.not_found', 'patient.age_invalid'],
});

/** A patient with the other names this hospital has kept for the same person. */
export const PatientFound = PatientView.extend({
  aliases: z.array(z.object({ id: Id, name: z.string(), identifierMasked: z.string().nullable() })).default([]),
}).meta({ id: 'PatientFound' });
export type PatientFound = z.infer<typeof PatientFound>;

export const searchPatients = route('GET', '/patients', {
  summary: 'Patients this institution has a relation to: by name, pinyin initials or exact identifier; without a query the newest',
  query: z.strictObject({
    query: z.string().trim().max(80).default(''),
    limit: z.coerce.number<number | string>().int().min(1).max(50).default(10),
  }),
  returns: z.object({ items: z.array(PatientFound) }).meta({ id: 'Patients' }),
  refuses: ['access.denied'],
});

export const similarPatients = route('GET', '/patients/similar', {
  summary: 'Patients of this hospital who may be the person described; knows nothing of other hospitals',
  query: z.strictObject({
    name: z.string().trim().max(80).default(''),
    sex: z.enum(sexes).default('unknown'),
    birthDate: CalendarDate.optional(),
    estimatedAge: z.coerce.number<number | string>().int().min(0).max(oldestAge).optional(),
    phone: Phone.default(''),
    identifierKind: z.enum(identifierKinds).default('other'),
  }),
  returns: z
    .object({ items: z.array(z.object({ patient: PatientView, shared: z.array(z.enum(likenessMarks)) })) })
    .meta({ id: 'SimilarPatients' }),
  refuses: ['access.denied'],
});
