import { reportStates, testClasses } from '@alliance/domain/recognition/recognition.codes';
import { z } from 'zod';
import { NewReport, Problem, ReportLine, ReportView, TestResult } from './result.schema.js';
import { Bytes, fhirMedia, route } from './route.js';
import { ById, CalendarDate, Id, Instant, Named, Version, line, page, pageOf } from './schema.js';

const refused = ['access.denied', 'access.not_found', 'report.problems'] as const;

export const fileReport = route('POST', '/results', {
  summary: 'File a report of one’s own hospital, with its results; a number that is known is refused unless it corrects',
  status: 201,
  body: NewReport,
  returns: ReportView,
  refuses: [...refused, 'request.invalid', 'request.key_reused'],
});
export const listResults = route('GET', '/results', {
  summary: 'Results of a patient across hospitals, newest first: own ones, and others’ within care and consent',
  query: z.strictObject({
    patientId: Id,
    itemCode: z.string().max(40).optional(),
    testClass: z.enum(testClasses).optional(),
    from: CalendarDate.optional(),
    to: CalendarDate.optional(),
    ...page(50),
  }),
  returns: pageOf(
    'Results',
    TestResult.extend({
      reportId: Id,
      reportNumber: z.string(),
      institution: Named,
      performedAt: Instant,
      state: z.enum(reportStates),
      own: z.boolean(),
      imagesAvailable: z.boolean(),
    }).meta({ id: 'PatientResult' }),
  ),
  refuses: ['access.denied', 'access.not_found'],
});

export const listReports = route('GET', '/reports', {
  summary: 'Reports of a patient, or the newest that this hospital filed',
  query: z.strictObject({ patientId: Id.optional(), number: line(60).optional(), ...page(20) }),
  returns: pageOf('Reports', ReportLine),
  refuses: ['access.denied', 'access.not_found'],
});
export const getReport = route('GET', '/reports/:id', {
  summary: 'A report with its results and editions',
  params: ById,
  returns: ReportView,
  refuses: ['access.denied', 'report.not_found'],
});
export const correctReport = route('POST', '/reports/:id/correct', {
  summary: 'A new edition in the place of this one; everybody who took a result over is told',
  params: ById,
  body: z.strictObject({
    version: Version,
    reason: line(500),
    report: NewReport.omit({ number: true, id: true, patient: true, patientId: true }),
  }),
  returns: ReportView,
  refuses: [...refused, 'report.not_found', 'report.stale', 'report.wrong_state'],
});
export const revokeReport = route('POST', '/reports/:id/revoke', {
  summary: 'It was never true: the wrong patient, the wrong tube; everybody who took a result over is told',
  params: ById,
  body: z.strictObject({ version: Version, reason: line(500) }).meta({ id: 'RevokeReport' }),
  returns: ReportView,
  refuses: ['access.denied', 'report.not_found', 'report.stale', 'report.wrong_state'],
});
export const getOriginal = route('GET', '/reports/:id/original', {
  summary: 'What the report came in as, at the hospital that issued it',
  kind: 'file',
  params: ById,
  returns: z.unknown(),
  refuses: ['access.denied', 'report.not_found'],
});

/** Row by row; what cannot be filed is kept and can be mended. */
export const FiledFile = z
  .object({
    filed: z.int(),
    repeated: z.int(),
    quarantined: z.array(z.object({ row: z.int(), messageId: Id, problems: z.array(Problem) })),
  })
  .meta({ id: 'FiledFile' });
export const fileCsv = route('POST', '/results/csv', {
  summary: 'File reports from a CSV file, a result per line; lines of one report number belong together',
  kind: 'form',
  body: z
    .strictObject({ file: z.instanceof(Blob).meta({ type: 'string', format: 'binary' }), dryRun: z.stringbool().default(false) })
    .meta({ id: 'FileCsv' }),
  returns: FiledFile,
  refuses: ['access.denied', 'import.unreadable', 'import.headers_unknown', 'request.too_large'],
});
export const fileFhir = route('POST', '/results/fhir', {
  summary:
    'File a FHIR R4 bundle of DiagnosticReport, Observation and Patient (application/fhir+json); each report is filed or kept to be mended',
  kind: 'bytes',
  media: fhirMedia,
  body: Bytes,
  returns: FiledFile,
  refuses: ['access.denied', 'request.invalid', 'request.too_large', 'request.unsupported_media'],
});

/** Without consent (and none from a transfer) only own results are seen; whether other hospitals hold any is never said. */
export const ResultConsent = z
  .object({
    /** `transfer`: the patient came with a consent that covers it. */
    standing: z.enum(['given', 'transfer', 'withdrawn', 'missing']),
    at: Instant.nullable(),
    giver: z.enum(['patient', 'guardian', 'relative', 'rescue']).nullable(),
    giverName: z.string().nullable(),
    version: Version,
  })
  .meta({ id: 'ResultConsent' });
export const getResultConsent = route('GET', '/patients/:id/result-consent', {
  summary: 'Whether the patient agreed that this hospital looks up results of others',
  params: ById,
  returns: ResultConsent,
  refuses: ['access.denied', 'access.not_found'],
});
export const recordResultConsent = route('POST', '/patients/:id/result-consent', {
  summary: 'Record the consent, or that it was withdrawn; in a rescue why nobody could be asked',
  params: ById,
  body: z
    .strictObject({
      given: z.boolean(),
      giver: z.enum(['patient', 'guardian', 'relative', 'rescue']),
      giverName: line(80).nullable().default(null),
      rescueReason: line(300).nullable().default(null),
    })
    .meta({ id: 'RecordResultConsent' }),
  returns: ResultConsent,
  refuses: ['access.denied', 'access.not_found', 'request.invalid'],
});
