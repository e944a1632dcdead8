import type { Claim } from '@alliance/contracts/referral-queue.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { after } from '@alliance/domain/referral/deadline';
import { claimSeconds } from '@alliance/domain/referral/queue';

interface ClaimedRow {
  readonly claimed_by: string | null;
  readonly claimed_at: Date | null;
  readonly claimant: { readonly by: string; readonly institutionId: string } | null;
}

/** A claim as one house sees it. One that has lapsed is none, whether or not its timer has fired. */
export function claimOf(
  { claimed_by: by, claimed_at: at, claimant }: ClaimedRow,
  { appointmentId, institutionId }: Actor,
  now: Date,
): Claim | null {
  if (!by || !at || after(at, claimSeconds) <= now) return null;
  const ours = claimant?.institutionId === institutionId;
  return {
    mine: by === appointmentId,
    appointmentId: ours ? by : null,
    by: ours ? claimant.by : null,
    at: at.toISOString(),
    lapsesAt: after(at, claimSeconds).toISOString(),
  };
}
