import type { ConsultationState } from '@alliance/domain/consultation/consultation.machine';

export const pathSteps = [
  'draft',
  'invited',
  'booked',
  'in_session',
  'concluding',
  'decided',
  'closed',
] as const satisfies readonly ConsultationState[];
export type PathMark = 'done' | 'current' | 'todo' | 'passed' | 'ended';
export interface PathStep {
  readonly state: ConsultationState;
  readonly mark: PathMark;
}
interface Way {
  readonly state: ConsultationState;
  readonly invitedAt: string | null;
  readonly time: unknown;
  readonly startedAt: string | null;
}

/** Where it stands on its way; advice by telephone and in writing pass the appointment and the session by. */
export function consultationPath({ state, invitedAt, time, startedAt }: Way): PathStep[] {
  const was: Partial<Record<ConsultationState, boolean>> = {
    invited: invitedAt !== null,
    booked: time !== null,
    in_session: startedAt !== null,
  };
  const at = pathSteps.findIndex((step) => step === state);
  if (at < 0)
    return [
      ...pathSteps.filter((step) => step === 'draft' || was[step]).map((step) => ({ state: step, mark: 'done' as const })),
      { state, mark: 'ended' },
    ];
  return pathSteps.map((step, i) => ({
    state: step,
    mark: i === at ? (state === 'closed' ? 'done' : 'current') : i > at ? 'todo' : was[step] === false ? 'passed' : 'done',
  }));
}
