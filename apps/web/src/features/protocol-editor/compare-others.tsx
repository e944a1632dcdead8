import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { unitWords } from '@alliance/domain/criteria/sentence-unit';
import type { ContentDiff } from '@alliance/domain/protocol/content.diff';
import type { QuizQuestion } from '@alliance/domain/protocol/protocol.types';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { ChangeRow } from './compare-mark';
import { compareWords } from './compare.locale';

/** Title, facts, quiz and references. */
export function CompareOthers({ of }: { readonly of: ContentDiff }) {
  const t = useWords(compareWords);
  const text = useText();
  const { title, facts, passPercent, questions, references } = of;
  const { added, removed } = references;
  if (!title && !passPercent && !facts.length && !questions.length && !added.length && !removed.length) return null;
  const presence = (before: unknown, after: unknown) => (before === null ? 'added' : after === null ? 'removed' : 'changed');
  return (
    <section className="card compare-part" id="compare-others" tabIndex={-1} aria-label={t('others')}>
      <header className="card-head">
        <h2>{t('others')}</h2>
      </header>
      <div className="card-body">
        {title && <ChangeRow of="changed" label={t('part.title')} before={title.before && text(title.before)} after={text(title.after)} />}
        {facts.map(({ key, change, before, after }) => (
          <ChangeRow
            key={key}
            of={change}
            label={t('part.fact', { key })}
            before={before && <FactLine of={before} />}
            after={after && <FactLine of={after} />}
          />
        ))}
        {passPercent && (
          <ChangeRow
            of={presence(passPercent.before, passPercent.after)}
            label={t('part.pass')}
            before={passPercent.before === null ? null : `${passPercent.before} %`}
            after={passPercent.after === null ? null : `${passPercent.after} %`}
          />
        )}
        {questions.map(({ id, change, before, after }) => (
          <ChangeRow
            key={id}
            of={change}
            label={t('part.question')}
            before={before && <QuestionLine of={before} />}
            after={after && <QuestionLine of={after} />}
          />
        ))}
        {removed.map((one) => (
          <ChangeRow key={one} of="removed" label={t('part.reference')} before={one} after={null} />
        ))}
        {added.map((one) => (
          <ChangeRow key={one} of="added" label={t('part.reference')} before={null} after={one} />
        ))}
      </div>
    </section>
  );
}

function FactLine({ of }: { readonly of: FactDefinition }) {
  const text = useText();
  const language = useLanguage();
  const { low, high } = of;
  const limits = low === undefined && high === undefined ? '' : `${low ?? '…'}–${high ?? '…'} `;
  return (
    <>
      {text(of.name)} <span className="faint figures">{`${limits}${unitWords(of.unit, language)}`}</span>{' '}
      <span className="faint">{of.codes?.map(({ name }) => text(name)).join('、')}</span>
    </>
  );
}
function QuestionLine({ of }: { readonly of: QuizQuestion }) {
  return (
    <>
      {of.text}
      <ul className="faint">
        {of.options.map((option, i) => (
          <li key={i}>{option}</li>
        ))}
      </ul>
    </>
  );
}
