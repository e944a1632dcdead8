import type { ReferralRow } from '@alliance/contracts/referral.contract';

export interface Waiting {
  readonly row: ReferralRow;
  readonly inbound: boolean;
}
export type WaitingGroup = 'now' | 'next' | 'later';

const day = 24 * 60 * 60_000;

/** What waits for us, by what is due next: the next step is ours and we may take one. Immediate ones and late ones first. */
export function waitingFor(inbound: readonly ReferralRow[], outbound: readonly ReferralRow[]): Waiting[] {
  const ours = (rows: readonly ReferralRow[], isInbound: boolean) =>
    rows
      .filter(({ deadline, actions }) => deadline?.by === (isInbound ? 'receiver' : 'sender') && actions.length > 0)
      .map((row) => ({ row, inbound: isInbound }));
  const due = ({ row }: Waiting) => (row.deadline ? Date.parse(row.deadline.at) : Number.MAX_SAFE_INTEGER);
  return [...ours(inbound, true), ...ours(outbound, false)].sort((a, b) => due(a) - due(b) || a.row.id.localeCompare(b.row.id));
}

/** Late or immediate now; within a day next; the rest later. `now` in milliseconds. */
export function groupOf({ row }: Waiting, now: number): WaitingGroup {
  const due = row.deadline ? Date.parse(row.deadline.at) : Number.MAX_SAFE_INTEGER;
  if (due < now || (row.urgency === 'immediate' && (row.state === 'submitted' || row.state === 'in_transit'))) return 'now';
  return due < now + day ? 'next' : 'later';
}
