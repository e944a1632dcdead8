import { acknowledgeVersion, type takeQuiz } from '@alliance/contracts/adoption.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import type { AnswerOf } from '@alliance/contracts/route';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import type { Question } from './question-field';
import { readingWords } from './reading.locale';

type Result = AnswerOf<typeof takeQuiz>;
interface Props {
  readonly version: VersionView;
  readonly quiz: NonNullable<VersionView['quiz']>;
  readonly answers: Readonly<Record<string, readonly number[]>>;
  readonly result: Result;
  readonly onAgain: () => void;
}

/** How it went, question by question – once it is passed with what was right and why –, and what is next. */
export function QuizResult({ version, quiz, answers, result, onAgain }: Props) {
  const t = useWords(readingWords);
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { protocolId: id, number } = version;
  const confirm = useCommand(acknowledgeVersion, {
    touches: ['protocol'],
    onDone: () => {
      say(t('confirmed', { n: number }));
      void navigate({ to: '/protocols/$id', params: { id }, search: { version: number } });
    },
  });
  const { percent, passed } = result;
  return (
    <section className="quiz">
      <h2 ref={heading} tabIndex={-1} className={passed ? 'note-good' : 'note-warn'}>
        {passed ? `✓ ${t('result.passed', { percent })}` : `✕ ${t('result.failed', { percent, need: quiz.passPercent })}`}
      </h2>
      <ol>
        {quiz.questions.map((question) => (
          <Marked
            key={question.id}
            question={question}
            chosen={answers[question.id] ?? []}
            mark={result.questions.find((one) => one.id === question.id)}
          />
        ))}
      </ol>
      {!passed && <p className="soft">{t('readAgain')}</p>}
      <RefusalNote error={confirm.error} />
      <div className="form-foot">
        <button type="button" className="button" onClick={onAgain}>
          {t('retry')}
        </button>
        {passed && (
          <button
            type="button"
            className="button primary"
            aria-disabled={confirm.isPending}
            onClick={() => confirm.isPending || confirm.mutate({ params: { id, n: String(number) }, body: {} })}
          >
            {t('confirm')}
          </button>
        )}
      </div>
    </section>
  );
}

function Marked(props: {
  readonly question: Question;
  readonly chosen: readonly number[];
  readonly mark: Result['questions'][number] | undefined;
}) {
  const { question, chosen, mark } = props;
  const t = useWords(readingWords);
  if (!mark) return null;
  return (
    <li className="question">
      <p>
        <strong className={mark.right ? 'answer-right' : 'answer-wrong'}>{mark.right ? `✓ ${t('right')}` : `✕ ${t('wrong')}`}</strong>{' '}
        {question.text}
      </p>
      <ul>
        {question.options.map((option, at) => {
          const marks = [mark.rightOptions?.includes(at) && t('rightOption'), chosen.includes(at) && t('yours')].filter(Boolean);
          return (
            <li key={at}>
              {option} {marks.length > 0 && <span className="tag">{marks.join(' · ')}</span>}
            </li>
          );
        })}
      </ul>
      {mark.explanation && <p className="soft">{mark.explanation}</p>}
    </li>
  );
}
