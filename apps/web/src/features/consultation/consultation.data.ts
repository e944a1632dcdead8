import { consultationTimeline, getConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { AnswerOf, AskOf, Route } from '@alliance/contracts/route';
import type { UseMutationResult } from '@tanstack/react-query';
import { useCommand } from '../../platform/command';
import { keyOf, queryClient, touch, useAnswer } from '../../platform/query';

export const useConsultation = (id: string) => useAnswer(getConsultation, { params: { id } });
export const useConsultationTimeline = (id: string) => useAnswer(consultationTimeline, { params: { id } });

/** Puts an answer on the screen at once; lists and the timeline are asked again by the command itself. */
export const showConsultation = (view: ConsultationView): void => {
  queryClient.setQueryData(keyOf(getConsultation, { params: { id: view.id } }), view);
};
export const consultationTouches = ['consultation', 'notification', 'referral'] as const;

/** A step that answers with the consultation. Where somebody was quicker, theirs is fetched under what was typed. */
export function useStep<R extends Route>(
  route: R,
  onDone?: (view: ConsultationView) => void,
): UseMutationResult<AnswerOf<R>, Error, AskOf<R>> {
  return useCommand(route, {
    touches: consultationTouches,
    onDone: (answer) => {
      const view = answer as ConsultationView;
      showConsultation(view);
      onDone?.(view);
    },
    onRefused: ({ code }) => {
      if (code === 'record.stale') void touch('consultation');
    },
  });
}
