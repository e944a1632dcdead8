import type { ReferralRow } from '@alliance/contracts/referral-queue.contract';

export interface Waiting {
  readonly row: ReferralRow;
  readonly inbound: boolean;
}
export type WaitingGroup = 'now' | 'next' | 'later';

const day = 24 * 60 * 60_000;

const dueOf = ({ row }: Waiting) => (row.deadline ? Date.parse(row.deadline.at) : Number.MAX_SAFE_INTEGER);
/** A life at risk that nobody has received yet goes before everything that is merely late. */
const pressing = ({ row }: Waiting) => row.urgency === 'immediate' && (row.state === 'submitted' || row.state === 'in_transit');

/** What waits for us, by what is due next: the next step is ours and we may take one. Immediate ones first. */
export function waitingFor(inbound: readonly ReferralRow[], outbound: readonly ReferralRow[]): Waiting[] {
  const ours = (rows: readonly ReferralRow[], isInbound: boolean) =>
    rows
      .filter(({ deadline, actions }) => deadline?.by === (isInbound ? 'receiver' : 'sender') && actions.length > 0)
      .map((row) => ({ row, inbound: isInbound }));
  const rank = (item: Waiting) => (pressing(item) ? 0 : 1);
  return [...ours(inbound, true), ...ours(outbound, false)].sort(
    (a, b) => rank(a) - rank(b) || dueOf(a) - dueOf(b) || a.row.id.localeCompare(b.row.id),
  );
}

/** Late or immediate now; within a day next; the rest later. `now` in milliseconds. */
export function groupOf(item: Waiting, now: number): WaitingGroup {
  const due = dueOf(item);
  if (due < now || pressing(item)) return 'now';
  return due < now + day ? 'next' : 'later';
}
