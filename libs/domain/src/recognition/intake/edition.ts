import type { Problem } from '../incoming-report.js';
import type { ReportState } from '../recognition.codes.js';

/** The edition of a report that stands. */
export interface StandingReport {
  readonly state: ReportState;
  readonly issuedAt: Date;
  readonly patientId: string;
}
/** What came in under the same number. */
export interface NextReport {
  readonly state: ReportState;
  readonly issuedAt: Date;
  /** Null: somebody who is not known here yet. */
  readonly patientId: string | null;
  /** Word for word what stands. */
  readonly identical: boolean;
}

/**
 * What a report does to the one that stands under its number. A preliminary one is replaced by any later one; what is final only by a
 * correction or by its revocation; an older word never replaces a later one, and another patient's never does.
 */
export function editionOf(standing: StandingReport | null, next: NextReport): 'first' | 'next' | 'repeated' | 'revoke' | Problem {
  if (!standing) return next.state === 'revoked' ? { problem: 'report_unknown', at: 'number' } : 'first';
  if (next.identical) return 'repeated';
  if (next.patientId !== standing.patientId) return { problem: 'report_differs', at: 'patient' };
  if (next.issuedAt < standing.issuedAt) return { problem: 'report_differs', at: 'issuedAt' };
  if (next.state === 'revoked') return standing.state === 'revoked' ? 'repeated' : 'revoke';
  if (standing.state === 'preliminary' || next.state === 'corrected') return 'next';
  return { problem: 'report_differs', at: 'state' };
}
