import { openAlliance } from '@alliance/contracts/alliance.contract';
import { listCoverageGaps, listPairings, type Pairing } from '@alliance/contracts/pairing.contract';
import { schemes } from '@alliance/domain/imports/scheme.data';
import { useQueries } from '@tanstack/react-query';
import { call } from '../../platform/call';
import { useCommand } from '../../platform/command';
import { keyOf, useAnswer } from '../../platform/query';
import { useToday } from '../../ui/moment';

/** The last day of each known document: both have run out, and everything they paired is to be seen. */
const lastDays = schemes.map(({ period }) => period.to);
const whole = 1000;

/** Pairs in force on a day; without a day those of today and of every known document at its last day, each pair once. */
export function usePairings(on: string | undefined) {
  const today = useToday();
  const days = on ? [on] : [...new Set([today, ...lastDays])];
  return useQueries({
    queries: days.map((day) => {
      const ask = { query: { on: day, limit: whole } };
      return {
        queryKey: keyOf(listPairings, ask),
        queryFn: ({ signal }: { signal: AbortSignal }) => call(listPairings, ask, { signal }),
      };
    }),
    combine: (answers) => {
      const error = answers.find((answer) => answer.error && !answer.data)?.error ?? null;
      const isPending = !error && answers.some((answer) => !answer.data);
      const pages = answers.flatMap(({ data }) => (data ? [data] : []));
      const byId = new Map(pages.flatMap(({ items }) => items).map((pair) => [pair.id, pair]));
      return {
        data: isPending || error ? undefined : ([...byId.values()] as readonly Pairing[]),
        /** More pairs than one answer holds. */
        isCut: pages.some(({ nextCursor }) => nextCursor !== null),
        error,
        isPending,
        refetch: () => Promise.all(answers.map((answer) => answer.refetch())),
      };
    },
  });
}

export const useGaps = () => useAnswer(listCoverageGaps, {}, { staleTime: 60_000 });
export const useOpenAlliance = () => useCommand(openAlliance, { touches: ['alliance'] });
