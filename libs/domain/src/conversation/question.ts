import type { FactScalar } from '../criteria/fact.types.js';

/** A structured request for information: what the receiver asks, and what the sender can say to it. */

export const questionKinds = ['text', 'choice', 'fact', 'document'] as const;
export type QuestionKind = (typeof questionKinds)[number];
/** Questions in one round, and answers to choose from. */
export const mostQuestions = 10;
export const mostChoices = 8;

export interface Question {
  readonly kind: QuestionKind;
  readonly text: string;
  /** Of a `choice`. */
  readonly choices?: readonly string[] | undefined;
  /** Key of the fact that a `fact` asks for. */
  readonly fact?: string | undefined;
  /** What of the checklist it asks for. */
  readonly checklistItem?: string | undefined;
}

/** Why something asked for cannot be given. */
export const cannotReasons = [
  'not_done',
  'not_available_here',
  'result_pending',
  'patient_refuses',
  'unsafe_now',
  'not_known',
  'on_paper',
] as const;
export type CannotReason = (typeof cannotReasons)[number];

/** What is said to question number `question` (1, 2, 3 …): one of the five. */
export type Answer = { readonly question: number } & (
  | { readonly text: string }
  | { readonly choice: string }
  | { readonly value: FactScalar; readonly unit?: string | undefined; readonly at?: string | undefined }
  | { readonly attachmentId: string }
  | { readonly cannot: CannotReason }
);

/** Whether an answer is of the kind that was asked for. That something cannot be given is an answer to everything. */
export function answers(question: Question, answer: Answer): boolean {
  if ('cannot' in answer) return true;
  if ('text' in answer) return question.kind === 'text';
  if ('choice' in answer) return question.kind === 'choice' && (question.choices ?? []).includes(answer.choice);
  if ('attachmentId' in answer) return question.kind === 'document';
  return question.kind === 'fact';
}

/**
 * Numbers of the questions without an answer that fits; an answer too many counts as its own number.
 * @param questions of the round, in order
 */
export function unansweredOf(questions: readonly Question[], given: readonly Answer[]): number[] {
  const open = questions.flatMap((question, index) => {
    const own = given.filter((answer) => answer.question === index + 1);
    return own.length === 1 && own.every((answer) => answers(question, answer)) ? [] : [index + 1];
  });
  return [...open, ...given.map(({ question }) => question).filter((number) => number > questions.length)];
}

/** The same thing asked for again: the same fact, the same item of the checklist, or the same words. */
export function asksAgain(question: Question, before: Question): boolean {
  if (question.fact !== undefined || before.fact !== undefined) return question.fact === before.fact;
  if (question.checklistItem !== undefined || before.checklistItem !== undefined) return question.checklistItem === before.checklistItem;
  return question.text.trim() === before.text.trim();
}

const line = (answer: Answer): string => {
  if ('text' in answer) return answer.text;
  if ('choice' in answer) return answer.choice;
  if ('value' in answer)
    return typeof answer.value === 'boolean' ? (answer.value ? '✓' : '✗') : [answer.value, answer.unit].filter(Boolean).join(' ');
  return 'attachmentId' in answer ? '✓' : '—';
};
const numbered = (lines: readonly string[]): string =>
  lines.length === 1 ? (lines[0] ?? '') : lines.map((text, i) => `${i + 1}. ${text}`).join('\n');

/** What the timeline shows of a round, in the words of those who wrote. A document is ticked, what cannot be given is a dash. */
export const questionLines = (questions: readonly Question[]): string => numbered(questions.map(({ text }) => text));
export const answerLines = (given: readonly Answer[]): string => numbered(given.toSorted((a, b) => a.question - b.question).map(line));
