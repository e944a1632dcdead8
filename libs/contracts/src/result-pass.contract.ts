import { resultFlags, testClasses } from '@alliance/domain/recognition/recognition.codes';
import { mostPassDays, mostPassReports, passDays, passStandings } from '@alliance/domain/result-pass/result-pass';
import { z } from 'zod';
import { route } from './route.js';
import { ById, Id, Instant, line } from './schema.js';

/** One line of a report as it was issued. */
const Carried = z.object({
  code: z.string(),
  name: z.string(),
  valueNumber: z.number().nullable(),
  valueText: z.string().nullable(),
  comparator: z.string().nullable(),
  unit: z.string().nullable(),
  referenceLow: z.number().nullable(),
  referenceHigh: z.number().nullable(),
  referenceText: z.string().nullable(),
  flag: z.enum(resultFlags).nullable(),
  method: z.string().nullable(),
  specimen: z.string().nullable(),
  /** HR as it stood when the pass was made; null where none was. */
  mark: z.string().nullable(),
});
/** What is signed, report by report: the Ed25519 signature is over the UTF-8 bytes of its canonical JSON (RFC 8785). */
export const PassStatement = z
  .object({
    passId: Id,
    reportId: Id,
    institution: z.string(),
    number: z.string(),
    edition: z.int(),
    testClass: z.enum(testClasses),
    title: z.string(),
    performedAt: Instant,
    issuedAt: Instant,
    conclusion: z.string().nullable(),
    results: z.array(Carried),
  })
  .meta({ id: 'PassStatement' });
export type PassStatement = z.infer<typeof PassStatement>;

export const ResultPass = z
  .object({
    id: Id,
    issuedAt: Instant,
    issuedBy: z.string(),
    expiresAt: Instant,
    state: z.enum(['open', 'expired', 'revoked']),
    looks: z.int(),
    lookedAt: Instant.nullable(),
    reports: z.array(z.object({ id: Id, title: z.string(), number: z.string(), institution: z.string() })),
  })
  .meta({ id: 'ResultPass' });
export type ResultPass = z.infer<typeof ResultPass>;

const OfPatient = z.object({ items: z.array(ResultPass) }).meta({ id: 'ResultPasses' });

export const listPasses = route('GET', '/patients/:id/result-passes', {
  summary: 'Passes that this hospital gave to a patient, the newest first',
  params: ById,
  returns: OfPatient,
  refuses: ['access.denied', 'access.not_found'],
});
export const issuePass = route('POST', '/patients/:id/result-passes', {
  summary: 'A pass over chosen reports of the patient, to carry along; its token is not shown again',
  status: 201,
  params: ById,
  body: z
    .strictObject({
      reportIds: z
        .array(Id)
        .min(1)
        .max(mostPassReports)
        .refine((ids) => new Set(ids).size === ids.length, 'twice'),
      days: z.int().min(1).max(mostPassDays).default(passDays),
    })
    .meta({ id: 'IssuePass' }),
  returns: z.object({ token: z.string(), pass: ResultPass }).meta({ id: 'PassMade' }),
  refuses: ['access.denied', 'access.not_found', 'report.not_found'],
});
export const revokePass = route('POST', '/result-passes/:id/revoke', {
  summary: 'The pass stops working at once',
  params: ById,
  returns: ResultPass,
  refuses: ['access.denied', 'access.not_found'],
});

/** The token stands in the fragment of the address and in no log. */
const Token = z.string().regex(/^[\w-]{43}$/);

/** What whoever holds the pass sees: of the name one character, no number of a person. */
export const OpenedPass = z
  .object({
    name: z.string(),
    institution: z.object({ name: z.string(), phone: z.string().nullable() }),
    issuedAt: Instant,
    expiresAt: Instant,
    /** Of the portal's key: `algorithm` Ed25519, `x` as in a JSON Web Key (RFC 8037). */
    key: z.object({ algorithm: z.literal('Ed25519'), x: z.string() }),
    reports: z.array(
      z.object({
        title: z.string(),
        institution: z.string(),
        number: z.string(),
        edition: z.int(),
        performedAt: Instant,
        issuedAt: Instant,
        standing: z.enum(passStandings),
        /** Under the same number now. */
        currentEdition: z.int(),
        /** Null where the values must not be used: revoked, or not what was signed. */
        statement: PassStatement.nullable(),
        /** SHA-256 of the canonical statement, in hexadecimal. */
        sha256: z.string(),
        /** Base64url. */
        signature: z.string(),
      }),
    ),
  })
  .meta({ id: 'OpenedPass' });
export type OpenedPass = z.infer<typeof OpenedPass>;

const guarded = ['link.invalid', 'request.too_many'] as const;
export const openPass = route('POST', '/result-pass', {
  summary: 'The reports on a pass with where they come from and whether they still stand; without an account',
  body: z.strictObject({ token: Token }).meta({ id: 'OpenPass' }),
  returns: OpenedPass,
  refuses: guarded,
});
export const takeOverPass = route('POST', '/result-pass/take-over', {
  summary:
    'The patient who carries the pass is treated here from now on and agrees that results are looked up; proven by the number of the paper',
  body: z
    .strictObject({
      token: Token,
      identifierKind: z.enum(['citizen_id', 'passport', 'residence_permit', 'other']).default('citizen_id'),
      identifier: line(40),
      giver: z.enum(['patient', 'guardian', 'relative']).default('patient'),
      giverName: line(80).nullable().default(null),
    })
    .meta({ id: 'TakeOverPass' }),
  returns: z.object({ patientId: Id }).meta({ id: 'PassTakenOver' }),
  refuses: [
    ...guarded,
    'access.denied',
    'request.invalid',
    'patient.identifier_invalid',
    'patient.identifier_conflict',
    'patient.name_differs',
  ],
});
