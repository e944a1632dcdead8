import * as desk from '@alliance/contracts/desk.contract';
import type { Presence } from '@alliance/contracts/desk.contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../platform/call';
import { useCommand } from '../../platform/command';
import { keyOf, queryClient, useAnswer } from '../../platform/query';
import { useLater } from '../../ui/use-later';

const lookEveryMs = 15_000;
/** As many as a screen shows. */
const most = 60;

/** Kept views with what stands in each, and columns. */
export const useDesk = () => useAnswer(desk.readDesk, {}, { staleTime: 5_000 });
export const useArrange = () =>
  useCommand(desk.arrangeDesk, { onDone: (kept) => void queryClient.setQueryData(keyOf(desk.readDesk, {}), kept) });

export const useClaim = () => useCommand(desk.claimReferral, { touches: ['referral'] });
export const useRelease = () => useCommand(desk.releaseReferral, { touches: ['referral'] });
export const useTake = () => useCommand(desk.takeReferral, { touches: ['referral'] });
export const useBulk = () => useCommand(desk.bulkReferrals, { touches: ['referral'] });

/** Who has the rows on the screen open; asked again every 15 s and with every change. Nobody, where it is not known. */
export function usePresence(ids: readonly string[]): ReadonlyMap<string, Presence> {
  const asked = useLater(ids.slice(0, most).toSorted().join(','), 400);
  const ask = { query: { ids: asked } };
  const { data } = useQuery({
    queryKey: keyOf(desk.listPresence, ask),
    queryFn: ({ signal }) => call(desk.listPresence, ask, { signal }),
    enabled: asked !== '',
    refetchInterval: lookEveryMs,
    retry: false,
  });
  return new Map(data?.items.map((item) => [item.id, item]));
}

/** Says that I have it open, as long as the page is looked at, and hears who else has. */
export function useLooking(id: string): Presence | undefined {
  const ask = { params: { id } };
  const { data } = useQuery({
    queryKey: keyOf(desk.lookAtReferral, ask),
    queryFn: ({ signal }) => call(desk.lookAtReferral, ask, { signal }),
    refetchInterval: lookEveryMs,
    staleTime: lookEveryMs,
    retry: false,
  });
  return data;
}
