import { mostChoices, mostQuestions, type Answer, type CannotReason, type QuestionKind } from '@alliance/domain/conversation/question';
import type { GivenFact } from '@alliance/domain/criteria/fact.types';
import { currentOf } from '../../../ui/criteria/given-fact';

/** A question as it is being written; `choices` as one line. */
export interface DraftQuestion {
  readonly kind: QuestionKind;
  readonly text: string;
  readonly choices?: string;
  readonly fact?: string;
  readonly checklistItem?: string;
}
/** An answer as it is being given. */
export interface DraftAnswer {
  readonly text?: string;
  readonly choice?: string;
  readonly given?: GivenFact | undefined;
  readonly attachmentId?: string;
  readonly cannot?: CannotReason;
}
/** Answers with the questions they belong to: what is missing can be said without asking again. */
export interface DraftReply {
  readonly kinds: readonly QuestionKind[];
  readonly answers: readonly DraftAnswer[];
}

// a panel keeps texts by name, so a list travels as one
export const readQuestions = (value: string | undefined): DraftQuestion[] => (value ? (JSON.parse(value) as DraftQuestion[]) : []);
export const readReply = (value: string | undefined): DraftReply =>
  value ? (JSON.parse(value) as DraftReply) : { kinds: [], answers: [] };
export const keepList = (list: readonly DraftQuestion[] | DraftReply): string => JSON.stringify(list);

/** `能 / 不能`: what stands between the strokes, each once. */
export const choicesOf = (line: string): string[] => [
  ...new Set(
    line
      .split(/[/／、；;\n]/)
      .map((choice) => choice.trim())
      .filter(Boolean),
  ),
];

/** What is wrong with a question before it is asked. */
export function wrongQuestion({ kind, text, choices = '' }: DraftQuestion): 'text' | 'choices' | undefined {
  if (!text.trim()) return 'text';
  const count = choicesOf(choices).length;
  return kind === 'choice' && (count < 2 || count > mostChoices) ? 'choices' : undefined;
}
export const wrongQuestions = (list: readonly DraftQuestion[]): boolean =>
  list.length === 0 || list.length > mostQuestions || list.some((question) => wrongQuestion(question) !== undefined);

export const questionBody = ({ kind, text, choices = '', fact, checklistItem }: DraftQuestion) => ({
  kind,
  text: text.trim(),
  ...(kind === 'choice' && { choices: choicesOf(choices) }),
  ...(kind === 'fact' && { fact }),
  ...(checklistItem && { checklistItem }),
});

/** Whether something stands there that answers a question of this kind. */
export function isAnswered(kind: QuestionKind, { text = '', choice, given, attachmentId, cannot }: DraftAnswer): boolean {
  if (cannot) return true;
  if (kind === 'text') return text.trim() !== '';
  if (kind === 'choice') return choice !== undefined;
  return kind === 'document' ? attachmentId !== undefined : currentOf(given) !== undefined;
}
export const openAnswers = ({ kinds, answers }: DraftReply): number[] =>
  kinds.flatMap((kind, index) => (isAnswered(kind, answers[index] ?? {}) ? [] : [index + 1]));

export const answerBodies = ({ kinds, answers }: DraftReply): Answer[] =>
  kinds.flatMap((kind, index) => {
    const answer = answers[index] ?? {};
    return isAnswered(kind, answer) ? [answerBody(kind, index + 1, answer)] : [];
  });

function answerBody(
  kind: QuestionKind,
  question: number,
  { text = '', choice = '', given, attachmentId = '', cannot }: DraftAnswer,
): Answer {
  if (cannot) return { question, cannot };
  if (kind === 'text') return { question, text: text.trim() };
  if (kind === 'choice') return { question, choice };
  if (kind === 'document') return { question, attachmentId };
  const { value = '', unit, at } = currentOf(given) ?? {};
  return { question, value, ...(unit && { unit }), ...(at && { at }) };
}
