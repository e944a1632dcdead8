import type { ReferralView } from '@alliance/contracts/referral.contract';
import { keepLocal } from '../../platform/storage';
import type { Step, Typed } from './panel.types';

// What was typed into a panel and not sent yet: kept while the page lives, never on disk.
const typed = new Map<string, Typed>();
const keyOf = (id: string, step: Step) => `${id} ${step}`;

export const recall = (id: string, step: Step): Typed => typed.get(keyOf(id, step)) ?? {};
export const remember = (id: string, step: Step, values: Typed): void => void typed.set(keyOf(id, step), values);
export const forget = (id: string, step: Step): void => void typed.delete(keyOf(id, step));

// Where a department receives hardly changes: place and phone of the last acceptance are proposed again.
const receptionKey = ({ service, receiverDepartment }: ReferralView) => `reception.${receiverDepartment?.id ?? ''}.${service ?? ''}`;

export function keptReception(referral: ReferralView): Typed {
  const [place = '', phone = ''] = keepLocal.get(receptionKey(referral))?.split('\n') ?? [];
  return { place, phone };
}
export function keepReception(referral: ReferralView, { place = '', phone = '' }: Typed): void {
  keepLocal.set(receptionKey(referral), `${place}\n${phone}`);
}
