import { getCareFacts } from '@alliance/contracts/down-candidate.contract';
import { useEffect } from 'react';
import { onSignal } from '../../platform/live';
import { keyOf, queryClient, useAnswer } from '../../platform/query';

export const askOf = (referralId: string) => ({ params: { id: referralId } });
/** What is known of a patient in care; follows what others record. */
export function useCareFacts(referralId: string | undefined) {
  useEffect(
    () =>
      onSignal(({ topic, id }) => {
        if (topic === 'down' && id === referralId) void queryClient.invalidateQueries({ queryKey: keyOf(getCareFacts, askOf(id)) });
      }),
    [referralId],
  );
  return useAnswer(getCareFacts, referralId ? askOf(referralId) : null);
}

/** Whom the panel is about, and the fact to begin with. */
export interface CareSubject {
  readonly referralId: string;
  readonly name: string;
  readonly focus?: string | undefined;
}
