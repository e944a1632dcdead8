import type { RecognitionDecision } from '../recognition/recognition.codes.js';
import type { ReviewVerdict } from './recognition-review.machine.js';

/** One decided line about another hospital's result, as a rate counts it. */
export interface CountedDecision {
  readonly decision: RecognitionDecision;
  /** The flag of the reason when it was given (MR-11); null where nothing was repeated. */
  readonly counts: boolean | null;
  /** What a closed review found; null where there is none, or it is still open. */
  readonly standing: ReviewVerdict | null;
}

/**
 * Whether a repeat costs points. A closed review decides: a refused reason counts, whatever its code says, a justified one never does.
 * Without one, the flag of the code decides (MR-11).
 */
export const isNonRecognition = ({ decision, counts, standing }: CountedDecision): boolean =>
  decision === 'repeated' && (standing === null ? counts === true : standing === 'refused');

export interface RecognitionRate {
  readonly accepted: number;
  /** accepted + repeats that count; others are in neither. */
  readonly among: number;
}

/**
 * Recognition rate = accepted ÷ (accepted + repeats that count as not recognising) (MR-15). `ordered` lines had nothing to take over and
 * are left out, as are repeats whose reason does not count or was found justified.
 */
export function recognitionRate(decisions: readonly CountedDecision[]): RecognitionRate {
  const accepted = decisions.filter(({ decision }) => decision === 'accepted').length;
  return { accepted, among: accepted + decisions.filter(isNonRecognition).length };
}
