import { Refusal } from '../refusal.js';
import type { PersonalChannel } from './channel.js';

/** Where somebody is reached. */
export interface Addresses {
  readonly phone: string | null;
  readonly email: string | null;
}

const gaps = /[\s()（）-]/g;
const dialled = (written: string | null): string => (written ?? '').normalize('NFKC').replace(gaps, '');

/** Where a channel reaches somebody, null where it does not: text messages and calls go to the phone, as it is dialled. */
export const addressOf = (channel: PersonalChannel, { phone, email }: Addresses): string | null =>
  (channel === 'email' ? email : dialled(phone)) || null;

/**
 * A phone number as it is dialled: digits, with `+` in front of a country code; an extension cannot be rung by a machine.
 * @throws Refusal contact.address_invalid for anything but 7 to 15 digits (ITU-T E.164)
 */
export function readPhone(written: string | null): string | null {
  const phone = dialled(written);
  if (!phone) return null;
  if (!/^\+?\d{7,15}$/.test(phone)) throw new Refusal('contact.address_invalid', { fields: ['phone'] });
  return phone;
}

/** @throws Refusal contact.address_invalid for what no mail server would take */
export function readEmail(written: string | null): string | null {
  const address = (written ?? '').trim();
  if (!address) return null;
  if (address.length > 120 || !/^[^\s@<>,;:"']+@[^\s@<>,;:"']+\.[^\s@<>,;:"'.]+$/.test(address))
    throw new Refusal('contact.address_invalid', { fields: ['email'] });
  return address;
}

/** Enough to recognise one's own and not enough to write to it: 138****5678, l****@example.org. */
export function maskAddress(address: string): string {
  const at = address.indexOf('@');
  if (at > 0) return `${Array.from(address)[0] ?? ''}****${address.slice(at)}`;
  return address.length > 8 ? `${address.slice(0, 3)}****${address.slice(-4)}` : `****${address.slice(-2)}`;
}
