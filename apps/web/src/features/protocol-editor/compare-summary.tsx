import { changeCount, type ContentDiff } from '@alliance/domain/protocol/content.diff';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { ChangeMark } from './compare-mark';
import { compareWords } from './compare.locale';

/** What changed in one look, with the way to each place. */
export function CompareSummary(props: { readonly of: ContentDiff; readonly note: string; readonly onStep: (by: 1 | -1) => void }) {
  const { of, note, onStep } = props;
  const t = useWords(compareWords);
  const words = useWords(criteriaWords);
  const jump = (id: string) => () => {
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: 'start' });
    target?.focus({ preventScroll: true });
  };
  const others = of.facts.length + of.questions.length + of.references.added.length + of.references.removed.length;
  return (
    <section className="card" aria-label={t('summary')}>
      <header className="card-head">
        <h2>{t('summary')}</h2>
        <span className="faint figures">{t('count', { count: changeCount(of) })}</span>
        <span className="compare-steps">
          <button type="button" className="chip" onClick={() => onStep(-1)}>
            ↑ {t('previous')} <kbd>k</kbd>
          </button>
          <button type="button" className="chip" onClick={() => onStep(1)}>
            ↓ {t('next')} <kbd>j</kbd>
          </button>
        </span>
      </header>
      <div className="card-body">
        {note && <p className="compare-note">{note}</p>}
        <ul className="compare-list">
          {of.criteria.map(({ code, change, fields }) => (
            <li key={code}>
              <ChangeMark of={change} />{' '}
              <button type="button" className="text-button" onClick={jump(`criterion-${code}`)}>
                {code}
              </button>{' '}
              <span className="soft">{fields.map((field) => t(`field.${field}`)).join('、')}</span>
            </li>
          ))}
          {of.sections.map(({ kind, change, blocks }) => (
            <li key={kind}>
              <ChangeMark of={change} />{' '}
              <button type="button" className="text-button" onClick={jump(`section-${kind}`)}>
                {words(`section.${kind}`)}
              </button>{' '}
              <span className="soft">{t('clauses', { count: blocks.filter((block) => block.change !== 'kept').length })}</span>
            </li>
          ))}
          {others > 0 && (
            <li>
              <button type="button" className="text-button" onClick={jump('compare-others')}>
                {t('others')}
              </button>{' '}
              <span className="soft">{t('count', { count: others })}</span>
            </li>
          )}
        </ul>
      </div>
    </section>
  );
}
