import { emergencyNumber } from '@alliance/domain/on-call/ladder';
import { keepLocal } from '../../platform/storage';

/** Whom to ring when nothing else works. */
export interface KeptPhone {
  readonly institutionId: string;
  readonly name: string;
  readonly phone: string;
}
const key = 'green.phones';

/** Telephone numbers of the hospitals that may be asked, for the day without a line; nothing of a patient. */
export function keepPhones(phones: readonly KeptPhone[]): void {
  const told = new Set(phones.map(({ institutionId }) => institutionId));
  keepLocal.set(key, JSON.stringify([...phones, ...keptPhones().filter(({ institutionId }) => !told.has(institutionId))].slice(0, 60)));
}

export function keptPhones(): readonly KeptPhone[] {
  try {
    return JSON.parse(keepLocal.get(key) ?? '[]') as KeptPhone[];
  } catch {
    return [];
  }
}

/** At most three numbers for a hospital, the emergency number always the last. */
export function phonesOf(institutionId: string | null, name: string, first: readonly (string | null | undefined)[]): readonly KeptPhone[] {
  const known = keptPhones().filter((each) => each.institutionId === institutionId);
  const numbers = [...new Set([...first.flatMap((phone) => (phone ? [phone] : [])), ...known.map(({ phone }) => phone)])].slice(0, 2);
  return [
    ...numbers.map((phone) => ({ institutionId: institutionId ?? '', name, phone })),
    { institutionId: '', name: '120', phone: emergencyNumber },
  ];
}
