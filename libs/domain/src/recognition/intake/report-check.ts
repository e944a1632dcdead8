import { identityOf, type PatientIdentity } from '../../identity/patient.js';
import { Refusal } from '../../refusal.js';
import type { IncomingPatient, IncomingReport, IncomingResult, Problem, RegisteredPatient } from '../incoming-report.js';
import type { InboundProblem } from '../recognition.codes.js';
import { readMoment } from './report-time.js';

/** A report that can be filed as far as it can be judged by itself. */
export interface CheckedReport {
  readonly report: IncomingReport;
  readonly performedAt: Date;
  readonly issuedAt: Date;
  /** Normalised; of somebody registered before only the row. */
  readonly patient: PatientIdentity | RegisteredPatient;
}

const mostResults = 200;
const longest = { number: 60, title: 120, department: 80, reportedBy: 80, reviewedBy: 80, conclusion: 20_000, studyUid: 64 } as const;
const longestOfResult = {
  code: 60,
  name: 120,
  value: 20_000,
  unit: 40,
  referenceText: 200,
  method: 120,
  specimen: 60,
  bodySite: 60,
} as const;
const needed: ReadonlySet<string> = new Set(['number', 'title']);
const neededOfResult: ReadonlySet<string> = new Set(['code']);

/**
 * Everything that keeps a report from being filed and can be seen without a database: missing and overlong fields, times, values, the
 * patient's number. A code that nobody mapped and a unit that cannot be converted keep nothing out: the result is filed as issued.
 * @param now moment of receipt @param today day where the hospital is, `YYYY-MM-DD`
 */
export function checkReport(report: IncomingReport, now: Date, today: string): CheckedReport | { readonly problems: readonly Problem[] } {
  const performedAt = readMoment(report.performedAt, now);
  const issuedAt = readMoment(report.issuedAt, now);
  const patient = patientOf(report.patient, today);
  const problems = [
    ...textProblems(report, longest, needed, ''),
    ...(performedAt instanceof Date ? [] : [{ problem: performedAt, at: 'performedAt' }]),
    ...(issuedAt instanceof Date ? [] : [{ problem: issuedAt, at: 'issuedAt' }]),
    ...(performedAt instanceof Date && issuedAt instanceof Date && performedAt > issuedAt
      ? [{ problem: 'time_invalid' as const, at: 'performedAt' }]
      : []),
    ...('problem' in patient ? [patient] : []),
    ...countProblems(report),
    ...report.results.slice(0, mostResults).flatMap(resultProblems),
  ];
  if (problems.length || 'problem' in patient || !(performedAt instanceof Date) || !(issuedAt instanceof Date)) return { problems };
  return { report, performedAt, issuedAt, patient };
}

/** What was never true says nothing any more: it may come without results. */
function countProblems({ results, state }: IncomingReport): Problem[] {
  if (results.length > mostResults) return [{ problem: 'field_invalid', at: 'results' }];
  return results.length || state === 'revoked' ? [] : [{ problem: 'field_missing', at: 'results' }];
}

function resultProblems(result: IncomingResult, at: number): Problem[] {
  const place = `results[${at + 1}].`;
  const { value, comparator, referenceLow: low, referenceHigh: high } = result;
  const invalid = (field: string, wrong: boolean): Problem[] => (wrong ? [{ problem: 'value_invalid', at: place + field }] : []);
  return [
    ...textProblems(result, longestOfResult, neededOfResult, place),
    ...invalid('value', typeof value === 'number' && !Number.isFinite(value)),
    ...invalid('comparator', comparator !== null && typeof value !== 'number'),
    ...invalid(
      'referenceLow',
      [low, high].some((limit) => limit !== null && !Number.isFinite(limit)) || (low ?? -Infinity) > (high ?? Infinity),
    ),
  ];
}

function textProblems(of: object, limits: Readonly<Record<string, number>>, must: ReadonlySet<string>, place: string): Problem[] {
  return Object.entries(limits).flatMap(([field, most]) => {
    const text = (of as Readonly<Record<string, unknown>>)[field];
    const problem = textProblem(text, most, must.has(field));
    return problem ? [{ problem, at: place + field }] : [];
  });
}

function textProblem(text: unknown, most: number, must: boolean): InboundProblem | undefined {
  if (typeof text !== 'string') return must ? 'field_missing' : undefined;
  if (must && !text.trim()) return 'field_missing';
  return text.length > most || text.includes('\u0000') || !text.isWellFormed() ? 'field_invalid' : undefined;
}

function patientOf(patient: IncomingPatient | RegisteredPatient, today: string): PatientIdentity | RegisteredPatient | Problem {
  if ('patientId' in patient) return patient;
  const name = textProblem(patient.name, 80, true);
  if (name) return { problem: name, at: 'patient.name' };
  if (!patient.identifier.trim()) return { problem: 'patient_unknown', at: 'patient.identifier' };
  if (textProblem(patient.identifier, 60, true)) return { problem: 'field_invalid', at: 'patient.identifier' };
  try {
    return identityOf(patient, today);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'patient.identifier_conflict') return { problem: 'patient_differs', at: 'patient' };
    return { problem: 'field_invalid', at: error.code === 'patient.age_invalid' ? 'patient.birthDate' : 'patient.identifier' };
  }
}

/** What a hospital wrote down of somebody before. */
export interface KnownPatient {
  readonly name: string;
  readonly sex: PatientIdentity['sex'];
  readonly birthDate: string | null;
}
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** The same number under another name, sex or day of birth: one of the two is somebody else, and a person must look. */
export function patientDiffers(known: KnownPatient, sent: PatientIdentity): boolean {
  if (plain(known.name) !== plain(sent.name)) return true;
  if (known.sex !== 'unknown' && sent.sex !== 'unknown' && known.sex !== sent.sex) return true;
  return known.birthDate !== null && sent.birthDate !== null && known.birthDate !== sent.birthDate;
}
