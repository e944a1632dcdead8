import type { Urgency } from '../referral/referral.codes.js';
import type { CriterionUrgency } from './rule.types.js';

/** The urgency of a referral whose criterion says how soon the patient has to be seen. */
export const referralUrgencyOf: Readonly<Record<CriterionUrgency, Urgency>> = {
  immediate: 'immediate',
  '2h': 'urgent',
  '24h': 'urgent',
  '7d': 'routine',
  routine: 'routine',
};
