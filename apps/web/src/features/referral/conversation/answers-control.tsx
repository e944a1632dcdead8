import { listQuestions } from '@alliance/contracts/conversation.contract';
import { useEffect, useRef } from 'react';
import { useWords } from '../../../platform/i18n';
import { useAnswer } from '../../../platform/query';
import { EmptyState, Loaded } from '../../../ui/states';
import type { FieldProps } from '../panel.types';
import { AnswerField } from './answer-field';
import { isAnswered, keepList, readReply, type DraftAnswer } from './question-draft.policy';
import { questionWords } from './question.locale';
import './question.css';

/** The round that waits for its answer, as a small form: each question with its kind of answer, or why there is none. */
export function AnswersControl({ field, referral, values, error, onChange }: FieldProps) {
  const t = useWords(questionWords);
  const rounds = useAnswer(listQuestions, { params: { id: referral.id } });
  const round = rounds.data?.items.at(-1);
  const questions = round && round.answeredAt === null ? round.questions : [];
  const { kinds, answers } = readReply(values[field.name]);
  const complete = questions.length === kinds.length;
  useEffect(() => {
    if (questions.length && !complete) onChange({ [field.name]: keepList({ kinds: questions.map(({ kind }) => kind), answers: [] }) });
  });
  const list = useRef<HTMLOListElement>(null);
  const first = questions[0]?.id;
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, [first]);
  const give = (index: number, answer: DraftAnswer) =>
    onChange({
      [field.name]: keepList({
        kinds: questions.map(({ kind }) => kind),
        answers: questions.map((_, at) => (at === index ? answer : (answers[at] ?? {}))),
      }),
    });
  const done = questions.filter(({ kind }, index) => isAnswered(kind, answers[index] ?? {})).length;
  return (
    <Loaded of={rounds} skeleton={<p className="soft">{t('loading')}</p>}>
      {() =>
        questions.length ? (
          <div className="answers-control" id={`panel-${field.name}`} tabIndex={-1}>
            <p className="faint" role="status">
              {t('answered', { count: done, total: questions.length })}
            </p>
            <ol ref={list} className="answer-lines">
              {questions.map((question, index) => (
                <li key={question.id}>
                  <AnswerField
                    question={question}
                    number={index + 1}
                    referral={referral}
                    answer={answers[index] ?? {}}
                    error={error && !isAnswered(question.kind, answers[index] ?? {}) ? t('open') : undefined}
                    onChange={(answer) => give(index, answer)}
                  />
                </li>
              ))}
            </ol>
          </div>
        ) : (
          <EmptyState title={t('nothingOpen')} />
        )
      }
    </Loaded>
  );
}
