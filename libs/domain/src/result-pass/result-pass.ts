import type { ReportState } from '../recognition/recognition.codes.js';

/** A pass works this long, unless another time is asked for. */
export const passDays = 30;
export const mostPassDays = 90;
/** Reports that fit on one pass. */
export const mostPassReports = 20;
/** So many wrong numbers of a patient, and nobody is taken over by that pass any more. */
export const mostMismatches = 5;

/** What became of a report after it was put on a pass; `broken`: what is kept is not what was signed. */
export const passStandings = ['unchanged', 'corrected', 'revoked', 'broken'] as const;
export type PassStanding = (typeof passStandings)[number];

/** Reports that may be carried: what is preliminary may still change, what was revoked was never true. */
export const carried: readonly ReportState[] = ['final', 'corrected'];

export interface CarriedReport {
  /** The edition that was signed, and the one that stands under the same number now. */
  readonly edition: number;
  readonly currentEdition: number;
  readonly currentState: ReportState;
  /** Whether the signature fits what is kept. */
  readonly genuine: boolean;
}

/** A report that was revoked is never shown again, whichever of its editions was carried. */
export function standingOf({ edition, currentEdition, currentState, genuine }: CarriedReport): PassStanding {
  if (currentState === 'revoked') return 'revoked';
  if (!genuine) return 'broken';
  return currentEdition === edition ? 'unchanged' : 'corrected';
}

/** Values are shown of what was signed and is not known to be false. */
export const showsValues = (standing: PassStanding): boolean => standing === 'unchanged' || standing === 'corrected';
