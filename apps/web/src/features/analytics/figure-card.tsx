import type { FigureView } from '@alliance/contracts/analytics.contract';
import type { Figure } from '@alliance/domain/analytics/figure';
import { methods, type Method } from '@alliance/domain/analytics/method';
import { useText, useWords } from '../../platform/i18n';
import { analyticsWords } from './analytics.locale';
import { percentOf } from './analytics-words';

/** Figures that are counts of what they stand among, not shares. */
const counts: ReadonlySet<Figure> = new Set(['sent', 'outgoing', 'incoming', 'waiting_now']);

/** One figure with what it is a share of, what it was before, its cases and its method. */
export function FigureCard({ of: view, onOpen }: { readonly of: FigureView; readonly onOpen: (figure: Figure) => void }) {
  const t = useWords(analyticsWords);
  const text = useText();
  const { figure, of, among } = view;
  const name = text(methods[figure].name);
  const count = counts.has(figure);
  const value = count ? (among ? String(of) : null) : percentOf(view);
  return (
    <section className="figure" aria-label={name}>
      <h3>{name}</h3>
      <p className="figure-value figures">
        {value === null ? (
          <span className="figure-none">{t('none')}</span>
        ) : (
          <button type="button" className="figure-open" aria-label={t('openCases', { name })} onClick={() => onOpen(figure)}>
            {value}
          </button>
        )}
        {value !== null && !count && <span className="faint">{t('share', { of, among })}</span>}
      </p>
      <Before of={view} count={count} />
      <MethodNote of={methods[figure]} />
    </section>
  );
}

function Before({ of: { of, among, before }, count }: { readonly of: FigureView; readonly count: boolean }) {
  const t = useWords(analyticsWords);
  if (!before) return null;
  if (!before.among) return <p className="faint">{t('beforeNone')}</p>;
  if (count) {
    const more = of - before.of;
    const word = more > 0 ? 'countChange.more' : more < 0 ? 'countChange.less' : 'countChange.same';
    return (
      <p className="faint figures">
        {t('countBefore', { count: before.of })} · {t(word, { count: Math.abs(more) })}
      </p>
    );
  }
  const points = among ? Math.round(1000 * (of / among - before.of / before.among)) / 10 : null;
  const word = points === null ? null : points > 0 ? 'change.more' : points < 0 ? 'change.less' : 'change.same';
  return (
    <p className="faint figures">
      {t('before', { value: percentOf(before) ?? '', of: before.of, among: before.among })}
      {word && ` · ${t(word, { points: Math.abs(points ?? 0) })}`}
    </p>
  );
}

/** How it is counted, one press away and always on paper. */
export function MethodNote({ of }: { readonly of: Method }) {
  const t = useWords(analyticsWords);
  const text = useText();
  return (
    <details className="method">
      <summary>{t('method')}</summary>
      <p>{text(of.method)}</p>
    </details>
  );
}
