import type { Finding } from './finding.types.js';
import { criterionUrgencies, type CriterionUrgency, type Verdict } from './rule.types.js';

/** What counts first among findings: met, else unknown, else not met. */
const strongestFirst: readonly Verdict[] = ['met', 'unknown', 'not_met', 'not_applicable'];

type Said = Pick<Finding, 'verdict' | 'urgency'>;

/** met if any is; else unknown if any is; else not_met if any is; else not_applicable. */
export const together = (findings: readonly Said[]): Verdict =>
  strongestFirst.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'not_applicable';

/** How soon the patient has to be seen: the soonest of the criteria that are met. */
export const soonest = (findings: readonly Said[]): CriterionUrgency | null =>
  criterionUrgencies.find((urgency) => findings.some((finding) => finding.verdict === 'met' && finding.urgency === urgency)) ?? null;

/** Nobody is sent down while something calls for sending up: an `up` criterion that is met, or one that is unknown and immediate. */
export const suppresses = ({ verdict, urgency }: Said): boolean => verdict === 'met' || (verdict === 'unknown' && urgency === 'immediate');

/**
 * The verdict on a transfer down under what suppresses it: not met where an `up` criterion is met, unknown where one is only open.
 * A verdict that says less already stays.
 */
export function suppressed(verdict: Verdict, by: readonly Said[]): Verdict {
  if (!by.length) return verdict;
  const most = by.some((one) => one.verdict === 'met') ? 'not_met' : 'unknown';
  return strongestFirst.indexOf(verdict) > strongestFirst.indexOf(most) ? verdict : most;
}
