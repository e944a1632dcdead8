/** Whom the order sheet begins with, for which referral, and a test that is to be asked again. */
export interface OrderSearch {
  readonly patient?: string;
  readonly referral?: string;
  readonly test?: string;
}
export interface AdoptionSearch {
  readonly patient?: string;
}
const text = (value: unknown, max: number): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, max) || undefined : undefined;
const compact = <T extends object>(search: T) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };

export const orderSearch = ({ patient, referral, test }: Readonly<Record<string, unknown>>): OrderSearch =>
  compact({ patient: text(patient, 36), referral: text(referral, 36), test: text(test, 40) });
export const adoptionSearch = ({ patient }: Readonly<Record<string, unknown>>): AdoptionSearch => compact({ patient: text(patient, 36) });
