import type { VersionView } from '@alliance/contracts/protocol.schema';
import { useId } from 'react';
import { useWords } from '../../platform/i18n';
import { readingWords } from './reading.locale';

export type Question = NonNullable<VersionView['quiz']>['questions'][number];

/** One question; how many options are right is not told. */
export function QuestionField(props: {
  readonly question: Question;
  readonly place: number;
  readonly chosen: readonly number[];
  readonly wrong: boolean;
  readonly onChange: (chosen: readonly number[]) => void;
}) {
  const { question, place, chosen, wrong, onChange } = props;
  const t = useWords(readingWords);
  const errorId = useId();
  const turn = (at: number, on: boolean) =>
    onChange(question.options.flatMap((_, each) => ((each === at ? on : chosen.includes(each)) ? [each] : [])));
  return (
    <fieldset className={wrong ? 'question field wrong' : 'question field'}>
      <legend>
        <span className="faint">{t('question', { at: place })}</span> {question.text}
      </legend>
      {question.options.map((option, at) => (
        <label key={at} className={chosen.includes(at) ? 'choice on' : 'choice'}>
          <input
            type="checkbox"
            checked={chosen.includes(at)}
            aria-describedby={wrong ? errorId : undefined}
            aria-invalid={wrong || undefined}
            onChange={({ target }) => turn(at, target.checked)}
          />
          <span>{option}</span>
        </label>
      ))}
      {wrong && (
        <p id={errorId} className="field-error">
          ✕ {t('unanswered')}
        </p>
      )}
    </fieldset>
  );
}
