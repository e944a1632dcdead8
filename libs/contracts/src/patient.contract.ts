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

export const registerPatient = route('POST', '/patients', {
  summary: 'Find a patient by exact identifier or create one; tells nothing about other hospitals',
  status: 201,
  body: z
    .strictObject({
      id: Id.optional(),
      name: line(80),
      sex: z.enum(sexes),
      birthDate: CalendarDate.nullable().default(null),
      identifierKind: z.enum(identifierKinds),
      identifier: z.string().max(60).nullable().default(null),
      phone: z.string().max(30).nullable().default(null),
      motherId: Id.nullable().default(null),
    })
    .meta({ id: 'RegisterPatient' }),
  returns: PatientView,
  refuses: ['access.denied', 'patient.identifier_invalid', 'patient.identifier_conflict', 'patient.name_differs'],
});

export const searchPatients = route('GET', '/patients', {
  summary: 'Patients this institution has a relation to: by name, pinyin initials or exact identifier',
  query: z.strictObject({
    query: z.string().trim().min(1).max(80),
    limit: z.coerce.number<number | string>().int().min(1).max(50).default(10),
  }),
  returns: z.object({ items: z.array(PatientView) }).meta({ id: 'Patients' }),
  refuses: ['access.denied'],
});
