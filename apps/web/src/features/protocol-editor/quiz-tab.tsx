import type { Quiz, QuizQuestion } from '@alliance/domain/protocol/protocol.types';
import { v7 } from 'uuid';
import { useWords } from '../../platform/i18n';
import { NumberInput } from '../../ui/criteria/number-input';
import { AreaField, Field, TextField } from '../../ui/field';
import { EmptyState } from '../../ui/states';
import { problemsUnder } from './criterion.policy';
import { useProblemAt } from './criterion-facts';
import { useDesk } from './desk';
import { quizWords } from './quiz.locale';
import { Wrong } from './rule-node';

const newQuestion = (): QuizQuestion => ({ id: v7(), text: '', options: ['', ''], right: [], explanation: '' });

/** The questions that a reader answers before saying that it was read. */
export function QuizTab() {
  const t = useWords(quizWords);
  const { content, edit, problems } = useDesk();
  const { quiz } = content;
  const write = (next: Quiz | null, tag?: string) => edit((now) => ({ ...now, quiz: next }), tag && `quiz-${tag}`);
  if (!quiz)
    return (
      <EmptyState
        title={t('none')}
        text={t('noneText')}
        action={
          <button type="button" className="button" onClick={() => write({ passPercent: 80, questions: [newQuestion()] })}>
            {t('start')}
          </button>
        }
      />
    );
  const setQuestion = (at: number, more: Partial<QuizQuestion>, tag?: string) =>
    write({ ...quiz, questions: quiz.questions.map((one, i) => (i === at ? { ...one, ...more } : one)) }, tag && `${at}-${tag}`);
  return (
    <div className="quiz-tab">
      <div className="quiz-pass">
        <Field label={t('pass')} hint={t('passHint')} required>
          {(control) => (
            <NumberInput
              control={control}
              value={Number.isNaN(quiz.passPercent) ? undefined : quiz.passPercent}
              onChange={(passPercent) => write({ ...quiz, passPercent: passPercent ?? Number.NaN }, 'pass')}
            />
          )}
        </Field>
        <Wrong codes={problemsUnder(problems, ['quiz', 'passPercent']).map(({ code }) => code)} />
      </div>
      {quiz.questions.map((question, at) => (
        <Question
          key={question.id}
          of={question}
          at={at}
          onChange={(more, tag) => setQuestion(at, more, tag)}
          onRemove={() => write(quiz.questions.length > 1 ? { ...quiz, questions: quiz.questions.toSpliced(at, 1) } : null)}
        />
      ))}
      <button type="button" className="button" onClick={() => write({ ...quiz, questions: [...quiz.questions, newQuestion()] })}>
        {t('add')}
      </button>
    </div>
  );
}

function Question(props: {
  readonly of: QuizQuestion;
  readonly at: number;
  readonly onChange: (more: Partial<QuizQuestion>, tag?: string) => void;
  readonly onRemove: () => void;
}) {
  const { of, at, onChange } = props;
  const t = useWords(quizWords);
  const { problems } = useDesk();
  const mine = problemsUnder(problems, ['quiz', 'questions', at]);
  const wrong = useProblemAt(mine);
  const name = t('question', { n: at + 1 });
  const removeOption = (place: number) =>
    onChange({
      options: of.options.toSpliced(place, 1),
      right: of.right.filter((one) => one !== place).map((one) => (one > place ? one - 1 : one)),
    });
  return (
    <section className="card" aria-label={name} id={`question-${of.id}`}>
      <header className="card-head">
        <h2>{name}</h2>
        <button type="button" className="button bare card-do" onClick={props.onRemove}>
          {t('remove')}
        </button>
      </header>
      <div className="card-body form">
        <AreaField
          label={t('text')}
          required
          rows={2}
          maxLength={500}
          value={of.text}
          error={wrong('text')}
          onChange={(text) => onChange({ text }, 'text')}
        />
        <fieldset className="quiz-options">
          <legend className="field-label">{t('options')}</legend>
          {of.options.map((option, place) => (
            <div key={place} className="quiz-option">
              <input
                type="checkbox"
                aria-label={t('rightOf', { n: place + 1 })}
                checked={of.right.includes(place)}
                onChange={({ target }) =>
                  onChange({
                    right: target.checked ? [...of.right, place].toSorted((a, b) => a - b) : of.right.filter((one) => one !== place),
                  })
                }
              />
              <TextField
                label={t('option', { n: place + 1 })}
                maxLength={300}
                value={option}
                error={wrong('options', place)}
                onChange={(text) => onChange({ options: of.options.with(place, text) }, `option-${place}`)}
              />
              {of.options.length > 2 && (
                <button type="button" className="chip" aria-label={t('removeOption', { n: place + 1 })} onClick={() => removeOption(place)}>
                  ✕
                </button>
              )}
            </div>
          ))}
          <Wrong
            codes={mine.filter(({ path }) => path[0] === 'right').map(({ code }) => (code === 'too_small' ? 'right_missing' : code))}
          />
          {of.options.length < 8 && (
            <button type="button" className="chip" onClick={() => onChange({ options: [...of.options, ''] })}>
              {t('addOption')}
            </button>
          )}
        </fieldset>
        <AreaField
          label={t('explanation')}
          hint={t('explanationHint')}
          rows={2}
          maxLength={1000}
          value={of.explanation}
          onChange={(explanation) => onChange({ explanation }, 'explanation')}
        />
      </div>
    </section>
  );
}
