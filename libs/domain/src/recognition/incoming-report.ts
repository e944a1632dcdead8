import type { InboundProblem, ReportState, ResultFlag } from './recognition.codes.js';

/** A report as any of the four ways in hands it on: still in the words and codes of the hospital that wrote it. */
export interface IncomingReport {
  /** The issuing hospital's own number of the report; a correction comes under the same. */
  readonly number: string;
  readonly state: ReportState;
  readonly patient: IncomingPatient | RegisteredPatient;
  readonly title: string;
  /** When the material was taken or the picture made, with its zone: `2026-11-21T08:00:00+08:00`. */
  readonly performedAt: string;
  readonly issuedAt: string;
  readonly department: string | null;
  readonly reportedBy: string | null;
  readonly reviewedBy: string | null;
  /** What the other physician concluded: shown, never recognised (MR-01). */
  readonly conclusion: string | null;
  /** Where the pictures are, if they can be opened. */
  readonly studyUid: string | null;
  readonly imagesAvailable: boolean;
  readonly results: readonly IncomingResult[];
}
/** Somebody whom the hospital registered before, with or without a number. */
export interface RegisteredPatient {
  readonly patientId: string;
}
export interface IncomingPatient {
  readonly identifierKind: 'citizen_id' | 'passport' | 'residence_permit' | 'other';
  readonly identifier: string;
  readonly name: string;
  readonly sex: 'male' | 'female' | 'other' | 'unknown';
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
}
export interface IncomingResult {
  /** Of the hospital's own system; found in its mapping, or a LOINC code where `loinc` is true. */
  readonly code: string;
  readonly name: string;
  readonly loinc: boolean;
  readonly value: number | string | null;
  readonly comparator: '<' | '<=' | '>' | '>=' | null;
  readonly unit: string | null;
  readonly referenceLow: number | null;
  readonly referenceHigh: number | null;
  readonly referenceText: string | null;
  readonly flag: ResultFlag | null;
  readonly method: string | null;
  readonly specimen: string | null;
  readonly bodySite: string | null;
}
/** What is wrong and where: `OBX[3].6`, `Observation[2].valueQuantity.code`, a column, a field. */
export interface Problem {
  readonly problem: InboundProblem;
  readonly at: string;
}
