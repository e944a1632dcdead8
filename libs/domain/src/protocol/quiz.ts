import type { Quiz, QuizQuestion } from './protocol.types.js';

/** Chosen options by question, places from 0. A question that was left out is wrong. */
export type QuizAnswers = Readonly<Record<string, readonly number[]>>;
export interface QuizResult {
  /** Questions answered rightly, rounded down. */
  readonly percent: number;
  readonly passed: boolean;
  readonly questions: readonly QuestionResult[];
}
/** Why it is so comes with a passed attempt only: a failed one would otherwise hand out what the next one asks for. */
export interface QuestionResult extends Pick<QuizQuestion, 'id'>, Partial<Pick<QuizQuestion, 'explanation'>> {
  readonly right: boolean;
  readonly rightOptions?: readonly number[];
}

/** A question is right when exactly its right options were chosen. */
export function gradeQuiz({ questions, passPercent }: Quiz, answers: QuizAnswers): QuizResult {
  const rightly = questions.map(({ id, right }) => sameOptions(right, answers[id] ?? []));
  const percent = Math.floor((100 * rightly.filter(Boolean).length) / questions.length);
  const passed = percent >= passPercent;
  const graded = questions.map(({ id, right, explanation }, i) => ({
    id,
    right: rightly[i] ?? false,
    ...(passed && { rightOptions: right, explanation }),
  }));
  return { percent, passed, questions: graded };
}

function sameOptions(right: readonly number[], chosen: readonly number[]): boolean {
  const options = new Set(chosen);
  return options.size === new Set(right).size && right.every((option) => options.has(option));
}
