import type { Actor } from '../access/actor.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import type { ConsultationKind } from './consultation.codes.js';
import { consultationMachine, type ConsultationAction, type ConsultationState } from './consultation.machine.js';
import { mayConsult } from './consultation.policy.js';
import type { ConsultationFacts } from './consultation.types.js';

const minute = 60_000;
const hour = 60 * minute;

/**
 * The state after an action of a person.
 * @throws Refusal consultation.wrong_state, consultation.not_your_action
 */
export function consultationAfter(consultation: ConsultationFacts, action: ConsultationAction, actor: Actor, now: Date): ConsultationState {
  const to = next(consultationMachine, consultation.state, action);
  if (to === undefined) throw new Refusal('consultation.wrong_state', { state: consultation.state, action });
  if (!mayConsult(actor, consultation, action, now)) throw new Refusal('consultation.not_your_action', { action });
  return to;
}

/** Advice by telephone is entered within six hours of the call; later it is taken, and marked as late (ER-12). */
export const callEnteredWithinHours = 6;
/**
 * Whether what was said on the telephone is entered late.
 * @throws Refusal consultation.call_time for a call of the future, consultation.not_read_back
 */
export function callIsLate({ advisedAt, readBack }: { advisedAt: Date; readBack: boolean }, now: Date): boolean {
  if (!readBack) throw new Refusal('consultation.not_read_back', { fields: ['readBack'] });
  if (advisedAt.getTime() > now.getTime() + minute) throw new Refusal('consultation.call_time', { fields: ['advisedAt'] });
  return now.getTime() - advisedAt.getTime() > callEnteredWithinHours * hour;
}

/** How long a hold of a time lasts while everybody is asked, in minutes. */
export const holdMinutes = 10;

/** Time limits as the agreement sets them (TM-16); these where a ground of rescue stands in its place. */
export interface ConsultationTerms {
  readonly answerWithinHours: number;
  readonly planWithinHours: number;
  readonly finishWithinWorkingDays: number;
  readonly urgentWithinHours: number;
  readonly feedbackWithinDays: number;
}
export const defaultTerms: ConsultationTerms = {
  answerWithinHours: 24,
  planWithinHours: 48,
  finishWithinWorkingDays: 3,
  urgentWithinHours: 12,
  feedbackWithinDays: 14,
};
/** An immediate one is answered within ten minutes (F66, TM-17). */
export const immediateMinutes = 10;
/** An opinion is signed within a day of the session (indicator E2). */
export const opinionWithinHours = 24;
export const decisionWithinHours = 48;

export type DueFor = 'answer' | 'time' | 'opinion' | 'decision' | 'actions' | 'feedback';
export interface Due {
  readonly at: Date;
  readonly for: DueFor;
}

/**
 * What is waited for after a change, and until when; null where nobody is waited for.
 * @param terms of the agreement that covers it
 */
export function dueAfter(
  state: ConsultationState,
  consultation: {
    readonly kind: ConsultationKind;
    readonly urgency: string;
    readonly endsAt: Date | null;
    readonly complete: boolean;
    readonly accepted: boolean;
    readonly decidedAt: Date | null;
  },
  terms: ConsultationTerms,
  now: Date,
): Due | null {
  const within = (hours: number): Date => new Date(now.getTime() + hours * hour);
  switch (state) {
    case 'invited':
      if (consultation.kind === 'immediate') return { at: new Date(now.getTime() + immediateMinutes * minute), for: 'answer' };
      if (!consultation.accepted)
        return {
          at: within(
            consultation.urgency === 'urgent' ? Math.min(terms.answerWithinHours, terms.urgentWithinHours) : terms.answerWithinHours,
          ),
          for: 'answer',
        };
      return { at: within(consultation.urgency === 'urgent' ? terms.urgentWithinHours : terms.planWithinHours), for: 'time' };
    case 'booked':
    case 'in_session':
      return { at: new Date((consultation.endsAt ?? now).getTime() + opinionWithinHours * hour), for: 'opinion' };
    case 'concluding':
      return consultation.complete
        ? { at: within(decisionWithinHours), for: 'decision' }
        : { at: within(opinionWithinHours), for: 'opinion' };
    case 'decided':
      return { at: new Date((consultation.decidedAt ?? now).getTime() + terms.feedbackWithinDays * 24 * hour), for: 'feedback' };
    default:
      return null;
  }
}
