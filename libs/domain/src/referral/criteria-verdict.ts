import type { Finding } from '../criteria/finding.types.js';
import type { Verdict } from '../criteria/rule.types.js';
import type { Urgency } from './referral.codes.js';

/** What the criteria in force said when a patient is sent; nothing where no protocol is in force. */
export interface CriteriaVerdict {
  readonly verdict: Verdict;
  /** Whether any criterion is asked in this direction at the sender's level. */
  readonly asked: boolean;
  /** Minutes in which the alliance wants an answer; null where no criterion is met. */
  readonly respondWithinMinutes: number | null;
}

/** Criteria of other levels are no question to this sender. */
export const isAsked = (findings: readonly Pick<Finding, 'otherLevel'>[]): boolean => findings.some(({ otherLevel }) => !otherLevel);

/** No criterion is met, and that is known: a coded reason goes with the patient (RF-02). Never for what is only unknown, and never before a rescue (RF-06). */
export const needsCriteriaReason = ({ verdict, asked }: Pick<CriteriaVerdict, 'verdict' | 'asked'>, urgency: Urgency): boolean =>
  asked && urgency !== 'immediate' && (verdict === 'not_met' || verdict === 'not_applicable');
