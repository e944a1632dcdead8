import { sessionNow } from '../platform/session';
import { places } from './places';

/** Where somebody starts who has no referrals: the first place that is open to them. */
export function landing(): string | undefined {
  const now = sessionNow();
  if (!('appointment' in now) || !now.appointment) return undefined;
  const { permissions } = now.appointment;
  if (permissions.includes('referral.read')) return undefined;
  return places.find(({ to, needs }) => to !== '/duty' && to !== '/guide' && permissions.includes(needs))?.to ?? '/notifications';
}
