import { listAdoptions } from '@alliance/contracts/recognition.contract';
import { useMay } from '../platform/session';
import { useAnswer } from '../platform/query';

/** Results that I took over and that were corrected or revoked since, until I say that I have seen it. */
export function useOverturned() {
  const may = useMay();
  return useAnswer(listAdoptions, may('recognition.decide') ? { query: { overturned: 'true' } } : null, { staleTime: 60_000 });
}
