import { getConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { AnswerOf, AskOf, Route } from '@alliance/contracts/route';
import type { UseMutationResult } from '@tanstack/react-query';
import { useCommand } from '../../platform/command';
import { keyOf, queryClient, touch, useAnswer } from '../../platform/query';

export const useConsultation = (id: string | undefined) => useAnswer(getConsultation, id ? { params: { id } } : null);

/** Who sits at the table, and has to be free. */
export const seated = ({ parties }: ConsultationView): { readonly id: string; readonly name: string }[] =>
  parties.flatMap(({ state, person }) => (state === 'accepted' && person ? [person] : []));
/** A time can be looked for once an expert has accepted. */
export const hasExpert = ({ parties }: ConsultationView): boolean =>
  parties.some(({ side, state, person }) => side === 'invited' && state === 'accepted' && person !== null);

/** A step that answers with the consultation: shown at once, the calendar asks again. */
export function useTimeStep<R extends Route>(
  route: R,
  onDone?: (view: ConsultationView) => void,
  onRefused?: () => void,
): UseMutationResult<AnswerOf<R>, Error, AskOf<R>> {
  return useCommand(route, {
    touches: ['consultation', 'availability'],
    onDone: (answer) => {
      const view = answer as ConsultationView;
      queryClient.setQueryData(keyOf(getConsultation, { params: { id: view.id } }), view);
      onDone?.(view);
    },
    onRefused: ({ code }) => {
      if (code === 'record.stale') void touch('consultation');
      onRefused?.();
    },
  });
}
