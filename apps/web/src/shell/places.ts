import type { Permission } from '@alliance/domain/access/permission';
import { useMay } from '../platform/session';
import type { IconName } from '../ui/icon';

/** Entries of the rail, in order; one is shown to those who may. */
export const places = [
  { to: '/', word: 'todo', icon: 'todo', needs: 'referral.read' },
  { to: '/referrals', word: 'referrals', icon: 'transfer', needs: 'referral.read' },
  { to: '/referrals/immediate', word: 'immediate', icon: 'warn', needs: 'referral.draft' },
  { to: '/follow-ups', word: 'followUps', icon: 'phone', needs: 'follow_up.read' },
  { to: '/patients', word: 'patients', icon: 'person', needs: 'patient.read' },
  { to: '/down-candidates', word: 'downCandidates', icon: 'home', needs: 'referral.read' },
  { to: '/capacity', word: 'capacity', icon: 'bed', needs: 'capacity.read' },
  { to: '/formulary', word: 'formulary', icon: 'file', needs: 'formulary.read' },
  { to: '/batch-transfer', word: 'batch', icon: 'people', needs: 'referral.draft' },
  { to: '/duty', word: 'duty', icon: 'calendar', needs: 'duty.read' },
  { to: '/appeals', word: 'appeals', icon: 'check', needs: 'referral.read' },
  { to: '/return-reviews', word: 'returnReviews', icon: 'back', needs: 'return_review.read' },
  { to: '/escalations', word: 'escalations', icon: 'warn', needs: 'escalation.read' },
  { to: '/analytics', word: 'analytics', icon: 'chart', needs: 'analytics.read' },
  { to: '/members-today', word: 'membersToday', icon: 'check', needs: 'console.read' },
  { to: '/protocols', word: 'protocols', icon: 'protocol', needs: 'protocol.read' },
  { to: '/pairings', word: 'pairings', icon: 'pair', needs: 'pairing.read' },
  { to: '/alliances', word: 'alliances', icon: 'alliance', needs: 'alliance.read' },
  { to: '/institutions', word: 'institutions', icon: 'hospital', needs: 'institution.read' },
  { to: '/people', word: 'people', icon: 'people', needs: 'person.manage' },
  { to: '/imports', word: 'imports', icon: 'import', needs: 'pairing.import' },
  { to: '/deliveries', word: 'deliveries', icon: 'bell', needs: 'delivery.read' },
  { to: '/settings', word: 'settings', icon: 'settings', needs: 'policy.manage' },
  { to: '/audit', word: 'audit', icon: 'audit', needs: 'audit.read' },
] as const satisfies readonly { to: string; word: string; icon: IconName; needs: Permission }[];

export type Place = (typeof places)[number];
export function usePlaces(): Place[] {
  const may = useMay();
  return places.filter(({ needs }) => may(needs));
}
