import type { QuestionView } from '@alliance/contracts/conversation.schema';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { cannotReasons } from '@alliance/domain/conversation/question';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { useWords } from '../../../platform/i18n';
import { FactField } from '../../../ui/criteria/fact-field';
import { AreaField, ChoiceField, SelectField } from '../../../ui/field';
import { DocumentAnswer } from './document-answer';
import type { DraftAnswer } from './question-draft.policy';
import { questionWords } from './question.locale';

interface Props {
  readonly question: QuestionView;
  readonly number: number;
  readonly referral: ReferralView;
  readonly answer: DraftAnswer;
  readonly error: string | undefined;
  readonly onChange: (answer: DraftAnswer) => void;
}

/** One question with its kind of answer; `cannot be given` asks why instead. */
export function AnswerField(props: Props) {
  const t = useWords(questionWords);
  const { question, number, answer, error, onChange } = props;
  const refuses = answer.cannot !== undefined;
  return (
    <div className="answer-field">
      {refuses ? (
        <SelectField
          label={`${number}. ${question.text} · ${t('cannotWhy')}`}
          value={answer.cannot ?? null}
          placeholder={t('choose')}
          options={cannotReasons.map((value) => ({ value, label: t(`cannotReason.${value}`) }))}
          onChange={(cannot) => onChange({ ...answer, cannot })}
        />
      ) : (
        <Given {...props} />
      )}
      {question.kind === 'fact' && !refuses && error && <p className="field-error">✕ {error}</p>}
      <button
        type="button"
        className="chip answer-cannot"
        aria-pressed={refuses}
        onClick={() => {
          const { cannot: _taken, ...given } = answer;
          onChange(refuses ? given : { ...given, cannot: question.kind === 'text' ? 'not_known' : 'not_done' });
        }}
      >
        {t(refuses ? 'canAfterAll' : 'cannot')}
      </button>
    </div>
  );
}

function Given({ question, number, referral, answer, error, onChange }: Props) {
  const t = useWords(questionWords);
  const label = `${number}. ${question.text}`;
  const definition = question.fact === null ? undefined : factDictionary.find(({ key }) => key === question.fact);
  if (question.kind === 'choice')
    return (
      <ChoiceField
        label={label}
        error={error}
        value={answer.choice ?? null}
        options={(question.choices ?? []).map((choice) => ({ value: choice, label: choice }))}
        onChange={(choice) => onChange({ choice })}
      />
    );
  if (question.kind === 'document')
    return <DocumentAnswer label={label} referral={referral} answer={answer} error={error} onChange={onChange} />;
  if (question.kind === 'fact' && definition)
    return (
      <FactField
        definition={{ ...definition, name: { zh: label } }}
        given={answer.given}
        onChange={(given) => onChange(given === undefined ? {} : { given })}
      />
    );
  // a fact that this portal's dictionary does not know is told in words
  const value = question.kind === 'fact' ? String((answer.given as string | undefined) ?? '') : (answer.text ?? '');
  return (
    <AreaField
      label={label}
      error={error}
      rows={2}
      maxLength={question.kind === 'fact' ? 200 : 2_000}
      placeholder={t('answer')}
      value={value}
      onChange={(text) => onChange(question.kind === 'fact' ? { given: text || undefined } : { text })}
    />
  );
}
