import type { PatientView } from '@alliance/contracts/patient.contract';
import type { NewReport, ReportView } from '@alliance/contracts/result.schema';
import type { IncomingPatient } from '@alliance/domain/recognition/incoming-report';
import type { ResultFlag, TestClass } from '@alliance/domain/recognition/recognition.codes';
import { toLocalField } from '../../ui/moment';

/** One result as it is being typed. */
export interface LineDraft {
  readonly key: number;
  readonly code: string;
  readonly name: string;
  /** `code` is of the dictionary; else the hospital's own. */
  readonly loinc: boolean;
  readonly value: string;
  readonly unit: string;
  readonly low: string;
  readonly high: string;
  readonly reference: string;
  readonly flag: ResultFlag | '';
  /** The flag was taken away because what it judged was changed. */
  readonly flagDropped: boolean;
  readonly method: string;
  readonly specimen: string;
  readonly bodySite: string;
}
/** A report as it is being typed; times are of `fromLocalField`, without their zone. */
export interface ReportDraft {
  readonly by: 'registered' | 'paper';
  readonly patient: PatientView | null;
  readonly identifierKind: IncomingPatient['identifierKind'];
  readonly identifier: string;
  readonly patientName: string;
  readonly sex: IncomingPatient['sex'];
  readonly birthDate: string;
  readonly testClass: TestClass;
  readonly number: string;
  readonly title: string;
  readonly state: NewReport['state'];
  readonly performedAt: string;
  readonly issuedAt: string;
  readonly department: string;
  readonly reportedBy: string;
  readonly reviewedBy: string;
  readonly conclusion: string;
  readonly studyUid: string;
  readonly images: 'yes' | 'no';
  readonly lines: readonly LineDraft[];
}
export type ReportBody = Omit<NewReport, 'id' | 'number' | 'patient' | 'patientId'>;

export const mostLines = 200;
export const blankDraft: ReportDraft = {
  ...{ by: 'registered', patient: null, identifierKind: 'citizen_id', identifier: '', patientName: '', sex: 'unknown', birthDate: '' },
  ...{ testClass: 'laboratory', number: '', title: '', state: 'final', performedAt: '', issuedAt: '' },
  ...{ department: '', reportedBy: '', reviewedBy: '', conclusion: '', studyUid: '', images: 'no', lines: [] },
};
const blankLine = {
  value: '',
  unit: '',
  low: '',
  high: '',
  reference: '',
  flag: '',
  flagDropped: false,
  method: '',
  bodySite: '',
} as const;

/** A new line for a test of the dictionary, or for a code of the hospital's own. */
export const newLine = (lines: readonly LineDraft[], test: Pick<LineDraft, 'code' | 'name' | 'loinc' | 'specimen'>): LineDraft => ({
  ...blankLine,
  ...test,
  key: 1 + Math.max(0, ...lines.map(({ key }) => key)),
});

const judged: readonly (keyof LineDraft)[] = ['value', 'unit', 'low', 'high', 'reference'];
/** A flag says something of a value: it does not outlive the value that it judged. */
export function changeLine(line: LineDraft, change: Partial<LineDraft>): LineDraft {
  if (change.flag !== undefined) return { ...line, ...change, flagDropped: false };
  const drops = line.flag !== '' && judged.some((name) => change[name] !== undefined && change[name] !== line[name]);
  return { ...line, ...change, ...(drops && { flag: '' as const, flagDropped: true }) };
}

/** What was filed, to be corrected. */
export const draftOf = (report: ReportView): ReportDraft => ({
  ...blankDraft,
  ...{ testClass: report.testClass, number: report.number, title: report.title },
  state: report.state === 'preliminary' ? 'preliminary' : 'final',
  ...{ performedAt: toLocalField(Date.parse(report.performedAt)), issuedAt: toLocalField(Date.parse(report.issuedAt)) },
  ...{ department: report.department ?? '', reportedBy: report.reportedBy ?? '', reviewedBy: report.reviewedBy ?? '' },
  ...{ conclusion: report.conclusion ?? '', studyUid: report.studyUid ?? '', images: report.imagesAvailable ? 'yes' : 'no' },
  lines: report.results.map((result, at) => ({
    ...{ key: at + 1, code: result.localCode, name: result.localName || result.name, loinc: result.itemCode === result.localCode },
    value: result.valueNumber === null ? (result.valueText ?? '') : `${result.comparator ?? ''}${result.valueNumber}`,
    ...{ unit: result.unit ?? '', low: `${result.referenceLow ?? ''}`, high: `${result.referenceHigh ?? ''}` },
    ...{ reference: result.referenceText ?? '', flag: result.flag ?? '', flagDropped: false },
    ...{ method: result.method ?? '', specimen: result.specimen ?? '', bodySite: result.bodySite ?? '' },
  })),
});

const text = (typed: string): string | null => typed.trim() || null;
const number = (typed: string): number | null => (typed.trim() ? Number(typed) : null);
/** `2026-11-21T08:00` of the field with its zone. */
const moment = (local: string): string => `${local}:00+08:00`;

/** What is sent of a draft in which nothing is wrong; a value is read by the server as its item asks. */
export const bodyOf = (draft: ReportDraft): ReportBody => ({
  ...{ title: draft.title.trim(), state: draft.state, performedAt: moment(draft.performedAt), issuedAt: moment(draft.issuedAt) },
  ...{ department: text(draft.department), reportedBy: text(draft.reportedBy), reviewedBy: text(draft.reviewedBy) },
  ...{ conclusion: text(draft.conclusion), studyUid: text(draft.studyUid), imagesAvailable: draft.images === 'yes' },
  results: draft.lines.map((line) => ({
    ...{ code: line.code.trim(), name: line.name.trim(), loinc: line.loinc, value: text(line.value), comparator: null },
    ...{ unit: text(line.unit), referenceLow: number(line.low), referenceHigh: number(line.high), referenceText: text(line.reference) },
    ...{ flag: line.flag || null, method: text(line.method), specimen: text(line.specimen), bodySite: text(line.bodySite) },
  })),
});

/** With whom it is about. */
export const newReportOf = (draft: ReportDraft): NewReport => ({
  ...bodyOf(draft),
  number: draft.number.trim(),
  ...(draft.by === 'registered'
    ? { patientId: draft.patient?.id }
    : {
        patient: {
          ...{ identifierKind: draft.identifierKind, identifier: draft.identifier.trim(), name: draft.patientName.trim() },
          // a citizen's number says both
          ...(draft.identifierKind === 'citizen_id'
            ? { sex: 'unknown' as const, birthDate: null }
            : { sex: draft.sex, birthDate: draft.birthDate || null }),
        },
      }),
});
