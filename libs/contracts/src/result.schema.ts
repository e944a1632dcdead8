import {
  assessorLevels,
  reportSources,
  reportStates,
  resultFlags,
  testClasses,
  inboundProblems,
} from '@alliance/domain/recognition/recognition.codes';
import { z } from 'zod';
import { CalendarDate, Id, Instant, Named, Version, line } from './schema.js';

export const Problem = z.object({ problem: z.enum(inboundProblems), at: z.string() }).meta({ id: 'InboundProblem' });

/** One measured or observed item, as issued and in the unit of its item. */
export const TestResult = z
  .object({
    id: Id,
    itemCode: z.string().nullable(),
    /** Of the dictionary; the hospital's own words where the code is of no item. */
    name: z.string(),
    localCode: z.string(),
    localName: z.string(),
    valueNumber: z.number().nullable(),
    valueText: z.string().nullable(),
    comparator: z.enum(['<', '<=', '>', '>=']).nullable(),
    unit: z.string().nullable(),
    /** In `itemUnit`. */
    value: z.number().nullable(),
    itemUnit: z.string().nullable(),
    referenceLow: z.number().nullable(),
    referenceHigh: z.number().nullable(),
    referenceText: z.string().nullable(),
    flag: z.enum(resultFlags).nullable(),
    method: z.string().nullable(),
    specimen: z.string().nullable(),
    bodySite: z.string().nullable(),
    /** HR as it stood when the test was performed. */
    mark: z.object({ level: z.enum(assessorLevels), label: z.string() }).nullable(),
  })
  .meta({ id: 'TestResult' });
export type TestResult = z.infer<typeof TestResult>;

export const ReportHead = z.object({
  id: Id,
  version: Version,
  number: z.string(),
  edition: z.int(),
  current: z.boolean(),
  state: z.enum(reportStates),
  testClass: z.enum(testClasses),
  title: z.string(),
  institution: Named,
  patientId: Id,
  performedAt: Instant,
  issuedAt: Instant,
  filedAt: Instant,
  source: z.enum(reportSources),
  abnormal: z.int(),
  critical: z.int(),
  results: z.int(),
});
export const ReportLine = ReportHead.meta({ id: 'TestReportLine' });
export type ReportLine = z.infer<typeof ReportLine>;

export const ReportView = ReportHead.omit({ results: true })
  .extend({
    patientName: z.string(),
    department: z.string().nullable(),
    reportedBy: z.string().nullable(),
    reviewedBy: z.string().nullable(),
    /** What the issuing physician concluded: shown, never recognised (MR-01). */
    conclusion: z.string().nullable(),
    studyUid: z.string().nullable(),
    imagesAvailable: z.boolean(),
    correctionReason: z.string().nullable(),
    results: z.array(TestResult),
    /** All editions, the newest first. */
    editions: z.array(z.object({ id: Id, edition: z.int(), state: z.enum(reportStates), filedAt: Instant, reason: z.string().nullable() })),
    /** Whether the original can be read here: at the issuing hospital. */
    hasOriginal: z.boolean(),
    /** At the issuing hospital, to somebody who may: which of correct and revoke can be done. */
    actions: z.array(z.enum(['correct', 'revoke'])),
  })
  .meta({ id: 'ReportView' });
export type ReportView = z.infer<typeof ReportView>;

const Text = (max: number) => line(max).nullable().default(null);
/** As typed or sent by a laboratory system of one's own; the same for the form, a machine client and a line of CSV. */
export const NewResult = z.strictObject({
  /** The hospital's own code; a LOINC code where `loinc` is true. */
  code: line(60),
  name: z.string().trim().max(120).default(''),
  loinc: z.boolean().default(false),
  value: z
    .union([z.number(), line(2_000)])
    .nullable()
    .default(null),
  comparator: z.enum(['<', '<=', '>', '>=']).nullable().default(null),
  unit: Text(40),
  referenceLow: z.number().nullable().default(null),
  referenceHigh: z.number().nullable().default(null),
  referenceText: Text(200),
  flag: z.enum(resultFlags).nullable().default(null),
  method: Text(120),
  specimen: Text(60),
  bodySite: Text(60),
});
export const NewReport = z
  .strictObject({
    id: Id.optional(),
    number: line(60),
    state: z.enum(['preliminary', 'final']).default('final'),
    /** A patient registered here, or one to find or register by number. */
    patientId: Id.optional(),
    patient: z
      .strictObject({
        identifierKind: z.enum(['citizen_id', 'passport', 'residence_permit', 'other']),
        identifier: line(40),
        name: line(80),
        sex: z.enum(['male', 'female', 'other', 'unknown']).default('unknown'),
        birthDate: CalendarDate.nullable().default(null),
      })
      .optional(),
    title: line(120),
    /** With their zone: a time without one is refused. */
    performedAt: Instant,
    issuedAt: Instant,
    department: Text(80),
    reportedBy: Text(80),
    reviewedBy: Text(80),
    conclusion: Text(4_000),
    studyUid: Text(64),
    imagesAvailable: z.boolean().default(false),
    results: z.array(NewResult).min(1).max(200),
  })
  .meta({ id: 'NewReport' });
export type NewReport = z.infer<typeof NewReport>;
