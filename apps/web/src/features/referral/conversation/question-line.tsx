import type { QuestionKind } from '@alliance/domain/conversation/question';
import { useEffect, useRef } from 'react';
import { useWords } from '../../../platform/i18n';
import { Icon } from '../../../ui/icon';
import { TextField } from '../../../ui/field';
import { wrongQuestion, type DraftQuestion } from './question-draft.policy';
import { questionWords } from './question.locale';

interface Props {
  readonly question: DraftQuestion;
  readonly index: number;
  /** Added just now: it takes the focus. */
  readonly fresh: boolean;
  readonly shown: boolean;
  readonly onChange: (question: DraftQuestion) => void;
  readonly onRemove: () => void;
  /** Enter goes on to the next question instead of sending. */
  readonly onNext: () => void;
}

/** One question being written. */
export function QuestionLine({ question, index, fresh, shown, onChange, onRemove, onNext }: Props) {
  const t = useWords(questionWords);
  const line = useRef<HTMLLIElement>(null);
  const { kind, text, choices = '' } = question;
  useEffect(() => {
    if (fresh) line.current?.querySelector<HTMLInputElement>('input')?.focus();
  }, [fresh]);
  const wrong = shown ? wrongQuestion(question) : undefined;
  const n = index + 1;
  return (
    <li
      ref={line}
      className="question-line"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return;
        if (event.nativeEvent.isComposing) return;
        event.preventDefault();
        onNext();
      }}
    >
      <span className="question-number faint figures">
        {n} <KindTag kind={kind} />
      </span>
      <div className="question-fields">
        <TextField
          label={`${t('number', { n })} · ${t(`ask.${kind}`)}`}
          value={text}
          maxLength={500}
          error={wrong === 'text' ? t('empty') : undefined}
          onChange={(value) => onChange({ ...question, text: value })}
        />
        {kind === 'choice' && (
          <TextField
            label={t('choices')}
            placeholder={t('choicesHint')}
            value={choices}
            maxLength={600}
            error={wrong === 'choices' ? t('choicesWrong') : undefined}
            onChange={(value) => onChange({ ...question, choices: value })}
          />
        )}
      </div>
      <button type="button" className="button bare" aria-label={t('remove', { n })} title={t('remove', { n })} onClick={onRemove}>
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}

export function KindTag({ kind }: { readonly kind: QuestionKind }) {
  const t = useWords(questionWords);
  return <span className="tag">{t(`kind.${kind}`)}</span>;
}
