import { listQuestions } from '@alliance/contracts/conversation.contract';
import { mostQuestions, type QuestionKind } from '@alliance/domain/conversation/question';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { useMemo, useState } from 'react';
import { useText, useWords, useWordsIfAny } from '../../../platform/i18n';
import { useAnswer } from '../../../platform/query';
import { Combobox } from '../../../ui/combobox';
import { checkWords } from '../check.locale';
import type { FieldProps } from '../panel.types';
import { keepList, readQuestions, type DraftQuestion } from './question-draft.policy';
import { suggestionsFor, type Suggestion } from './question-suggestions.policy';
import { QuestionLine } from './question-line';
import { questionWords } from './question.locale';
import './question.css';

const known = new Set(factDictionary.map(({ key }) => key));
const blank: DraftQuestion = { kind: 'text', text: '' };
const freeKinds: readonly Exclude<QuestionKind, 'fact'>[] = ['text', 'choice', 'document'];

/** A request for information: what the criteria and the checklist lack is one press away, anything else is written. */
export function QuestionsControl({ field, referral, values, error, onChange }: FieldProps) {
  const t = useWords(questionWords);
  const text = useText();
  const [fresh, setFresh] = useState<number | undefined>(0);
  const kept = readQuestions(values[field.name]);
  // one is there to be written; a suggestion takes its place while it is blank
  const list: readonly DraftQuestion[] = kept.length ? kept : [blank];
  const keep = (next: readonly DraftQuestion[]) => onChange({ [field.name]: next.length ? keepList(next) : '' });
  const full = list.length >= mostQuestions;
  const add = (question: DraftQuestion, focus: boolean) => {
    if (full) return;
    const others = list.filter(({ kind, text: written }) => kind !== 'text' || written.trim() !== '');
    keep([...others, question]);
    setFresh(focus ? others.length : undefined);
  };
  const factName = (key: string) => text(factDictionary.find((fact) => fact.key === key)?.name) || key;
  const addFact = (key: string) => add({ kind: 'fact', fact: key, text: factName(key) }, false);
  return (
    <div className="questions-control" id={`panel-${field.name}`} tabIndex={-1}>
      <Suggested referral={referral} list={list} factName={factName} full={full} onAdd={(question) => add(question, false)} />
      <ol className="question-lines">
        {list.map((question, index) => (
          <QuestionLine
            key={index}
            question={question}
            index={index}
            fresh={index === fresh}
            shown={error !== undefined}
            onChange={(next) => keep(list.map((each, at) => (at === index ? next : each)))}
            onRemove={() => {
              setFresh(undefined);
              keep(list.filter((_, at) => at !== index));
            }}
            onNext={() => add({ kind: 'text', text: '' }, true)}
          />
        ))}
      </ol>
      {full ? (
        <p className="faint">{t('full')}</p>
      ) : (
        <div className="question-add">
          <span className="faint">{t('add')}</span>
          {freeKinds.map((kind) => (
            <button key={kind} type="button" className="chip" onClick={() => add({ kind, text: '' }, true)}>
              + {t(`addKind.${kind}`)}
            </button>
          ))}
          <FactFinder onChoose={addFact} />
        </div>
      )}
    </div>
  );
}

function FactFinder({ onChoose }: { readonly onChoose: (key: string) => void }) {
  const t = useWords(questionWords);
  const text = useText();
  const [typed, setTyped] = useState('');
  const sought = typed.trim().toLowerCase();
  const options = useMemo(
    () =>
      sought
        ? factDictionary
            .filter(({ key, name }) => [key, name.zh, name.en ?? ''].some((word) => word.toLowerCase().includes(sought)))
            .slice(0, 12)
        : [],
    [sought],
  );
  return (
    <Combobox
      label={t('findFact')}
      placeholder={t('findFactHint')}
      text={typed}
      onText={setTyped}
      options={options}
      keyOf={({ key }) => key}
      show={({ name }) => text(name)}
      onChoose={({ key }) => {
        setTyped('');
        onChoose(key);
      }}
    />
  );
}

interface SuggestedProps {
  readonly referral: FieldProps['referral'];
  readonly list: readonly DraftQuestion[];
  readonly factName: (key: string) => string;
  readonly full: boolean;
  readonly onAdd: (question: DraftQuestion) => void;
}
function Suggested({ referral, list, factName, full, onAdd }: SuggestedProps) {
  const t = useWords(questionWords);
  const items = useWordsIfAny(checkWords);
  const rounds = useAnswer(listQuestions, { params: { id: referral.id } });
  // what was answered before is not suggested again; what could not be given may be ready now
  const answered = (rounds.data?.items ?? []).flatMap(({ questions }) =>
    questions.filter(({ answer, value, attachmentId }) => answer ?? value ?? attachmentId),
  );
  const drafted = list.map(({ fact = null, checklistItem = null }) => ({ fact, checklistItem }));
  const suggestions = suggestionsFor(referral, known, [...answered, ...drafted]);
  if (!suggestions.length || full) return null;
  const nameOf = ({ fact, checklistItem = '' }: Suggestion) => (fact ? factName(fact) : (items(`item.${checklistItem}`) ?? checklistItem));
  const asked = (suggestion: Suggestion): DraftQuestion => {
    const name = nameOf(suggestion);
    return { ...suggestion, text: suggestion.kind === 'fact' ? name : t(`askFor.${suggestion.kind}`, { name }) };
  };
  return (
    <div className="question-suggested" role="group" aria-label={t('suggested')}>
      <span className="faint">
        {t('suggested')} · {t('suggestedHint')}
      </span>
      <span className="question-chips">
        {suggestions.map((suggestion) => (
          <button
            key={`${suggestion.fact ?? ''} ${suggestion.checklistItem ?? ''}`}
            type="button"
            className="chip"
            onClick={() => onAdd(asked(suggestion))}
          >
            + {nameOf(suggestion)}
          </button>
        ))}
      </span>
    </div>
  );
}
