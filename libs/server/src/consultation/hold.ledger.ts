import type { Work } from '../platform/command/work.js';

/**
 * A time that was held for a consultation and is nobody's any more leaves it too: the case waits for a time again.
 * @param at the moment up to which holds are over
 */
export const holdLapses = (work: Work, consultationId: string, at: Date): Promise<unknown> =>
  work.rows('update consultation set starts_at = null, ends_at = null, held_until = null where id = $1 and held_until <= $2', [
    consultationId,
    at,
  ]);
