import type { Quiz, QuizQuestion } from './protocol.types.js';

/** Chosen options by question, places from 0. A question that was left out is wrong. */
export type QuizAnswers = Readonly<Record<string, readonly number[]>>;
export interface QuizResult {
  /** Questions answered rightly, rounded down. */
  readonly percent: number;
  readonly passed: boolean;
  readonly questions: readonly (Pick<QuizQuestion, 'id' | 'explanation'> & {
    readonly right: boolean;
    readonly rightOptions: readonly number[];
  })[];
}

/** A question is right when exactly its right options were chosen. */
export function gradeQuiz({ questions, passPercent }: Quiz, answers: QuizAnswers): QuizResult {
  const graded = questions.map(({ id, right, explanation }) => ({
    id,
    right: sameOptions(right, answers[id] ?? []),
    rightOptions: right,
    explanation,
  }));
  const percent = Math.floor((100 * graded.filter(({ right }) => right).length) / questions.length);
  return { percent, passed: percent >= passPercent, questions: graded };
}

function sameOptions(right: readonly number[], chosen: readonly number[]): boolean {
  const options = new Set(chosen);
  return options.size === new Set(right).size && right.every((option) => options.has(option));
}
