import type { Actor } from '../access/actor.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import type { ConsultationKind, ConsultationMode } from './consultation.codes.js';
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
/** The papers of a rescue follow within a day of the decision. */
export const papersWithinHours = 24;

export type DueFor = 'answer' | 'time' | 'opinion' | 'decision' | 'actions' | 'feedback' | 'papers';
export interface Due {
  readonly at: Date;
  readonly for: DueFor;
}

/** What says how long something may take. */
export interface Standing {
  readonly kind: ConsultationKind;
  readonly mode: ConsultationMode;
  readonly urgency: string;
  readonly endsAt: Date | null;
  /** Nobody's opinion is waited for any more. */
  readonly complete: boolean;
  /** An expert takes part. */
  readonly accepted: boolean;
  readonly decidedAt: Date | null;
  /** A rescue whose papers have not followed. */
  readonly papers: boolean;
  /** `YYYY-MM-DD`, the first day on which a recommended action is due that has no outcome. */
  readonly actionsOn: string | null;
}

/**
 * What is waited for after a change, and until when; null where nobody is waited for.
 * @param terms of the agreement that covers it
 */
export function dueAfter(state: ConsultationState, standing: Standing, terms: ConsultationTerms, now: Date): Due | null {
  const within = (hours: number): Date => new Date(now.getTime() + hours * hour);
  const { kind, mode, accepted, complete } = standing;
  const urgent = (hours: number): number => (standing.urgency === 'urgent' ? Math.min(hours, terms.urgentWithinHours) : hours);
  switch (state) {
    case 'invited':
      // on the board, and at once, nobody waits for an appointment
      if (accepted && (kind === 'immediate' || mode === 'board')) return answered(complete, within);
      if (accepted) return { at: within(urgent(terms.planWithinHours)), for: 'time' };
      if (kind === 'immediate') return { at: new Date(now.getTime() + immediateMinutes * minute), for: 'answer' };
      return { at: within(urgent(terms.answerWithinHours)), for: 'answer' };
    case 'booked':
    case 'in_session':
      return { at: new Date((standing.endsAt ?? now).getTime() + opinionWithinHours * hour), for: 'opinion' };
    case 'concluding':
      return answered(complete, within);
    case 'decided':
      return followedUp(standing, terms, now);
    default:
      return null;
  }
}

const answered = (complete: boolean, within: (hours: number) => Date): Due =>
  complete ? { at: within(decisionWithinHours), for: 'decision' } : { at: within(opinionWithinHours), for: 'opinion' };

/** The papers of a rescue, actions on their day, the feedback: whatever comes first. */
function followedUp({ decidedAt, papers, actionsOn }: Standing, terms: ConsultationTerms, now: Date): Due {
  const from = (decidedAt ?? now).getTime();
  const all: Due[] = [{ at: new Date(from + terms.feedbackWithinDays * 24 * hour), for: 'feedback' }];
  if (papers) all.push({ at: new Date(from + papersWithinHours * hour), for: 'papers' });
  if (actionsOn) all.push({ at: new Date(Date.parse(`${actionsOn}T00:00:00+08:00`) + 24 * hour), for: 'actions' });
  return all.reduce((first, due) => (due.at < first.at ? due : first));
}
