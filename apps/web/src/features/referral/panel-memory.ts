import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { serverNow } from '../../platform/clock';
import { keepLocal } from '../../platform/storage';

export type Typed = Readonly<Record<string, string>>;

// What was typed into a panel and not sent yet: kept while the page lives, never on disk.
const typed = new Map<string, Typed>();
const keyOf = (id: string, action: ReferralAction) => `${id} ${action}`;

export const recall = (id: string, action: ReferralAction): Typed | undefined => typed.get(keyOf(id, action));
export const remember = (id: string, action: ReferralAction, values: Typed): void => void typed.set(keyOf(id, action), values);
export const forget = (id: string, action: ReferralAction): void => void typed.delete(keyOf(id, action));

// Where a department receives hardly changes: place and phone of the last acceptance are proposed again.
const receptionKey = ({ service, receiverDepartment }: ReferralView) => `reception.${receiverDepartment?.id ?? ''}.${service ?? ''}`;

export function proposed(
  action: ReferralAction,
  referral: ReferralView,
  me: { readonly name: string; readonly role: string | undefined },
): Typed {
  if (action === 'depart') return { estimatedArrivalAt: '' };
  if (action !== 'accept') return {};
  const [place = '', phone = ''] = keepLocal.get(receptionKey(referral))?.split('\n') ?? [];
  const emergency = referral.service === 'emergency';
  return {
    place,
    phone,
    physician: me.role === 'doctor' ? me.name : '',
    arriveBy: emergency ? new Date(serverNow() + 60 * 60_000).toISOString() : '',
  };
}
export function keepReception(referral: ReferralView, { place = '', phone = '' }: Typed): void {
  keepLocal.set(receptionKey(referral), `${place}\n${phone}`);
}
