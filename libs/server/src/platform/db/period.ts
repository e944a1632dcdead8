import type { Period } from '@alliance/domain/administration/period';

/** The text of a `daterange`; PostgreSQL keeps it half-open, so `upper - 1` is the last day again. */
export const rangeOf = ({ from, to }: Period): string => `[${from},${to ?? ''}${to === null ? ')' : ']'}`;
