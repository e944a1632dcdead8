import type { ReferralChange } from '@alliance/domain/referral/referral.types';
import type { Work } from '../platform/command/work.js';
import type { ReferralRow } from './referral.row.js';

/**
 * One event for all hospitals that take part, the one it left included, and the trace of who did it. A draft is nobody else's.
 * @returns the id of the event
 */
export function recordEvent(
  work: Work,
  row: ReferralRow,
  { set }: Pick<ReferralChange, 'set'>,
  { kind, data }: { kind: string; data: Readonly<Record<string, string | number>> },
): string {
  const sent = row.submitted_at !== null || kind === 'referral.submitted';
  const reviewer = row.beside.appeals.find(({ state }) => state === 'pending')?.reviewerId ?? data['reviewer'];
  const aside = kind.startsWith('referral.appeal') && typeof reviewer === 'string' ? [reviewer] : [];
  const told = [row.sender_id, ...(sent ? [row.receiver_id, set.receiverId ?? null] : []), ...aside].filter((id) => id !== null);
  return record(work, row, row.version + 1, kind, data, told);
}

/** The same for what no action of the machine does. */
export function record(
  work: Work,
  row: ReferralRow,
  version: number,
  kind: string,
  data: Readonly<Record<string, string | number>>,
  told: readonly string[],
): string {
  work.subjectId = row.id;
  work.audit({ action: kind, objectKind: 'referral', objectIds: [row.id] });
  return work.event({
    kind,
    topic: 'referral',
    subjectId: row.id,
    version,
    data,
    recipients: [...new Set(told)],
    concerns: [...new Set([row.owner_person, row.created_by_person])],
  });
}

/** Both hospitals of a referral that was sent; a draft's own alone. */
export const partiesOf = (row: ReferralRow): string[] =>
  row.receiver_id && row.submitted_at ? [row.sender_id, row.receiver_id] : [row.sender_id];
