import { getAlliance, listAlliances, type Alliance } from '@alliance/contracts/alliance.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { listPairings } from '@alliance/contracts/pairing.contract';
import { useQueries } from '@tanstack/react-query';
import { call } from '../../platform/call';
import { keyOf, useAnswer } from '../../platform/query';

export const useInstitution = (id: string) => useAnswer(getInstitution, { params: { id } });

/** Both sides of one institution, on a day or on any. */
export function usePairingsOf(id: string, on: string | undefined) {
  const day = on ? { on } : {};
  const received = useAnswer(listPairings, { query: { ...day, recipientId: id } });
  const given = useAnswer(listPairings, { query: { ...day, supporterId: id } });
  return {
    data: received.data && given.data && [...received.data.items, ...given.data.items],
    error: received.error ?? given.error,
    isPending: received.isPending || given.isPending,
    refetch: () => Promise.all([received.refetch(), given.refetch()]),
  };
}

/** The alliances in which an institution leads or is a member. */
export function useAlliancesOf(id: string) {
  const list = useAnswer(listAlliances, { query: { institutionId: id, limit: 100 } }, { staleTime: 60_000 });
  return useQueries({
    queries: (list.data?.items ?? []).map((alliance) => {
      const ask = { params: { id: alliance.id } };
      return {
        queryKey: keyOf(getAlliance, ask),
        queryFn: ({ signal }: { signal: AbortSignal }) => call(getAlliance, ask, { signal }),
        staleTime: 60_000,
      };
    }),
    combine: (answers) => {
      const error = list.error ?? answers.find((answer) => answer.error && !answer.data)?.error ?? null;
      const isPending = !error && (!list.data || answers.some(({ data }) => !data));
      const all = answers.flatMap(({ data }) => (data ? [data as Alliance] : []));
      return {
        data: error || isPending ? undefined : all,
        error,
        isPending,
        refetch: () => list.refetch(),
      };
    },
  });
}
