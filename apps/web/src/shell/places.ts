import type { Permission } from '@alliance/domain/access/permission';
import { useMay, useSession } from '../platform/session';
import type { IconName } from '../ui/icon';

/** Entries of the rail, in order: patients now, what they need, oversight, consultation, the alliance, administration. One is shown to those who may, the guide only in the demonstration. */
export const places = [
  { group: 0, to: '/', word: 'todo', icon: 'todo', needs: 'referral.read' },
  { group: 0, to: '/referrals', word: 'referrals', icon: 'transfer', needs: 'referral.read' },
  { group: 0, to: '/referrals/immediate', word: 'immediate', icon: 'warn', needs: 'referral.draft' },
  { group: 0, to: '/follow-ups', word: 'followUps', icon: 'phone', needs: 'follow_up.read' },
  { group: 0, to: '/down-candidates', word: 'downCandidates', icon: 'home', needs: 'referral.read' },
  { group: 0, to: '/guide', word: 'guide', icon: 'search', needs: 'account.own', demonstration: true },
  { group: 1, to: '/patients', word: 'patients', icon: 'person', needs: 'patient.read' },
  { group: 1, to: '/capacity', word: 'capacity', icon: 'bed', needs: 'capacity.read' },
  { group: 1, to: '/formulary', word: 'formulary', icon: 'file', needs: 'formulary.read' },
  { group: 1, to: '/batch-transfer', word: 'batch', icon: 'people', needs: 'referral.draft' },
  { group: 1, to: '/duty', word: 'duty', icon: 'calendar', needs: 'duty.read' },
  { group: 2, to: '/appeals', word: 'appeals', icon: 'check', needs: 'referral.read' },
  { group: 2, to: '/return-reviews', word: 'returnReviews', icon: 'back', needs: 'return_review.read' },
  { group: 2, to: '/escalations', word: 'escalations', icon: 'warn', needs: 'escalation.read' },
  { group: 2, to: '/analytics', word: 'analytics', icon: 'chart', needs: 'analytics.read' },
  { group: 2, to: '/members-today', word: 'membersToday', icon: 'check', needs: 'console.read' },
  { group: 5, to: '/consultations', word: 'consultations', icon: 'consultation', needs: 'consultation.read' },
  { group: 5, to: '/calendar', word: 'calendar', icon: 'calendar', needs: 'availability.read' },
  { group: 5, to: '/experts', word: 'experts', icon: 'people', needs: 'expert.read' },
  { group: 5, to: '/agreements', word: 'agreements', icon: 'protocol', needs: 'service_agreement.read' },
  { group: 6, to: '/results', word: 'results', icon: 'search', needs: 'result.read' },
  { group: 6, to: '/recognition', word: 'recognition', icon: 'check', needs: 'recognition.check' },
  { group: 6, to: '/recognition/rules', word: 'recognitionRules', icon: 'protocol', needs: 'catalogue.manage' },
  { group: 6, to: '/recognition/reviews', word: 'recognitionReviews', icon: 'check', needs: 'recognition.appeal' },
  { group: 6, to: '/recognition/figures', word: 'recognitionFigures', icon: 'chart', needs: 'recognition.figures' },
  { group: 6, to: '/certificates', word: 'certificates', icon: 'file', needs: 'certificate.manage' },
  { group: 6, to: '/inbound', word: 'inbound', icon: 'import', needs: 'inbound.manage' },
  { group: 3, to: '/protocols', word: 'protocols', icon: 'protocol', needs: 'protocol.read' },
  { group: 3, to: '/pairings', word: 'pairings', icon: 'pair', needs: 'pairing.read' },
  { group: 3, to: '/alliances', word: 'alliances', icon: 'alliance', needs: 'alliance.read' },
  { group: 3, to: '/institutions', word: 'institutions', icon: 'hospital', needs: 'institution.read' },
  { group: 3, to: '/people', word: 'people', icon: 'people', needs: 'person.manage' },
  { group: 4, to: '/imports', word: 'imports', icon: 'import', needs: 'pairing.import' },
  { group: 4, to: '/deliveries', word: 'deliveries', icon: 'bell', needs: 'delivery.read' },
  { group: 4, to: '/settings', word: 'settings', icon: 'settings', needs: 'policy.manage' },
  { group: 4, to: '/audit', word: 'audit', icon: 'audit', needs: 'audit.read' },
] as const satisfies readonly { group: number; to: string; word: string; icon: IconName; needs: Permission; demonstration?: true }[];

export type Place = (typeof places)[number];
export function usePlaces(): Place[] {
  const may = useMay();
  const now = useSession();
  const demonstration = 'session' in now && now.session.demonstration;
  return places.filter((place) => may(place.needs) && (demonstration || !('demonstration' in place)));
}
