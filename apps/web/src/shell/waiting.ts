import { countFollowUps } from '@alliance/contracts/follow-up.contract';
import { countReferrals } from '@alliance/contracts/referral-queue.contract';
import { useMay } from '../platform/session';
import { useAnswer } from '../platform/query';

/** How many at home are to be asked after within a day, or are late already. */
export function useFollowUpCount(): number {
  const may = useMay();
  const { data } = useAnswer(countFollowUps, may('follow_up.read') ? {} : null, { staleTime: 30_000 });
  return data ? data.due + data.overdue : 0;
}

/** How many referrals wait for this institution: those whose next step is ours. */
export function useWaitingCount(): number {
  const may = useMay();
  const { data } = useAnswer(countReferrals, may('referral.read') ? {} : null, { staleTime: 5_000 });
  if (!data) return 0;
  const { inbound, outbound } = data;
  const ours = [inbound.submitted, inbound.in_transit, inbound.arrived, inbound.in_care];
  return [...ours, outbound.info_requested, outbound.returned, outbound.accepted, outbound.outcome_sent].reduce<number>(
    (sum, n) => sum + (n ?? 0),
    0,
  );
}
