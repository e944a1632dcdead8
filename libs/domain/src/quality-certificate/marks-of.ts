import { assessorLevels, type AssessorLevel } from '../recognition/recognition.codes.js';
import type { AssessmentOutcome } from './certificate.machine.js';

/** What a confirmed paper says of one item. Days are `YYYY-MM-DD`, in the hospital's time zone. */
export interface AssessedLine {
  readonly certificateId: string;
  readonly level: AssessorLevel;
  readonly outcome: AssessmentOutcome;
  readonly validFrom: string;
  /** The last day. */
  readonly validUntil: string;
  /** The first day on which the paper says nothing any more. */
  readonly revokedOn: string | null;
}

/** Days on which internal control said that the item was out of control; without an end it still is. */
export interface OutOfControl {
  readonly from: string;
  readonly until: string | null;
}

const speaks = (line: AssessedLine, day: string): boolean => line.validFrom <= day && (line.revokedOn === null || day < line.revokedOn);

/**
 * Which paper gives the item its mark on that day (MR-05, MR-06). A failed round ends every earlier pass, whoever ran it, until a newer
 * pass; of those that hold the widest counts, so that a narrower one takes over when the wider ends.
 */
export function markOn(lines: readonly AssessedLine[], flags: readonly OutOfControl[], day: string): AssessedLine | undefined {
  if (flags.some(({ from, until }) => from <= day && (until === null || day <= until))) return undefined;
  const said = lines.filter((line) => speaks(line, day));
  const holding = said.filter(
    (line) =>
      line.outcome === 'passed' &&
      day <= line.validUntil &&
      !said.some((other) => other.outcome === 'failed' && other.validFrom >= line.validFrom),
  );
  const rank = (line: AssessedLine) => assessorLevels.indexOf(line.level);
  return holding.sort(
    (a, b) => rank(a) - rank(b) || b.validUntil.localeCompare(a.validUntil) || (a.certificateId < b.certificateId ? -1 : 1),
  )[0];
}
