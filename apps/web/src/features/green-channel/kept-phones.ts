import { emergencyNumber } from '@alliance/domain/on-call/ladder';
import { keepLocal } from '../../platform/storage';

/** Whom to ring when nothing else works. */
export interface KeptPhone {
  readonly institutionId: string;
  readonly name: string;
  readonly phone: string;
}
const key = 'green.phones';

/** Telephone numbers of the hospitals that may be asked, for the day without a line, the last ones told first; nothing of a patient. */
export function keepPhones(phones: readonly KeptPhone[]): void {
  const known = keptPhones();
  const added = phones.filter(
    (each) => !known.some(({ institutionId, phone }) => institutionId === each.institutionId && phone === each.phone),
  );
  if (added.length) keepLocal.set(key, JSON.stringify([...added, ...known].slice(0, 60)));
}

export function keptPhones(): readonly KeptPhone[] {
  try {
    return JSON.parse(keepLocal.get(key) ?? '[]') as KeptPhone[];
  } catch {
    return [];
  }
}

const emergency: KeptPhone = { institutionId: '', name: '', phone: emergencyNumber };

/** Every number this machine was told, the emergency number last. */
export const phonesOfBefore = (): readonly KeptPhone[] => [...keptPhones().slice(0, 8), emergency];

/** At most three numbers of a hospital, whoever was last on duty there first, and the emergency number as the last. */
export function phonesOf(institutionId: string | null, name: string, more: readonly (string | null | undefined)[]): readonly KeptPhone[] {
  const known = keptPhones().flatMap((each) => (each.institutionId === institutionId ? [each.phone] : []));
  const numbers = [...new Set([...known, ...more.flatMap((phone) => (phone ? [phone] : []))])].slice(0, 3);
  return [...numbers.map((phone) => ({ institutionId: institutionId ?? '', name, phone })), emergency];
}
