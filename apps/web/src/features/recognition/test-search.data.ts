import { searchTests } from '@alliance/contracts/test-catalogue.contract';
import { useMemo } from 'react';
import { useAnswer } from '../../platform/query';
import type { PlannedTest } from './order-draft';

/** Items and panels that match; undefined while nothing was asked or the answer is awaited. */
export function useTestSearch(query: string) {
  const { data, error, isFetching } = useAnswer(searchTests, query ? { query: { query } } : null, { staleTime: 600_000 });
  const tests = useMemo(
    () =>
      data?.items.map(({ code, name, specimen, modality, items }): PlannedTest => ({
        code,
        name,
        of: specimen ?? modality,
        parts: items ?? [],
      })),
    [data],
  );
  return { tests, busy: isFetching, error };
}
