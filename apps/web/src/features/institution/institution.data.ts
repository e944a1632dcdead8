import { getAlliance, listAlliances, type Alliance } from '@alliance/contracts/alliance.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { listPairings, type Pairing } from '@alliance/contracts/pairing.contract';
import { schemes } from '@alliance/domain/imports/scheme.data';
import { useQueries } from '@tanstack/react-query';
import { call } from '../../platform/call';
import { keyOf, useAnswer } from '../../platform/query';
import { useToday } from '../../ui/moment';

export const useInstitution = (id: string) => useAnswer(getInstitution, { params: { id } });

/** Both sides of one institution: on a day, or today and on the last day of every known document. */
export function usePairingsOf(id: string, on: string | undefined) {
  const today = useToday();
  const days = on ? [on] : [...new Set([today, ...schemes.map(({ period }) => period.to)])];
  const asks = days.flatMap((day) => [{ query: { on: day, recipientId: id } }, { query: { on: day, supporterId: id } }]);
  return useQueries({
    queries: asks.map((ask) => ({
      queryKey: keyOf(listPairings, ask),
      queryFn: ({ signal }: { signal: AbortSignal }) => call(listPairings, ask, { signal }),
    })),
    combine: (answers) => {
      const error = answers.find((answer) => answer.error && !answer.data)?.error ?? null;
      const isPending = !error && answers.some(({ data }) => !data);
      const pairs = answers.flatMap(({ data }) => data?.items ?? []);
      return {
        data: error || isPending ? undefined : ([...new Map(pairs.map((pair) => [pair.id, pair])).values()] as readonly Pairing[]),
        error,
        isPending,
        refetch: () => Promise.all(answers.map(({ refetch }) => refetch())),
      };
    },
  });
}

/** The alliances in which an institution leads or is a member. */
export function useAlliancesOf(id: string) {
  const list = useAnswer(listAlliances, { query: { limit: 100 } }, { staleTime: 60_000 });
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
        data: error || isPending ? undefined : all.filter(({ members }) => members.some((member) => member.id === id)),
        error,
        isPending,
        refetch: () => list.refetch(),
      };
    },
  });
}
