import { funnelOf } from '@alliance/domain/analytics/funnel';
import { useWords } from '../../platform/i18n';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { usePartWords } from './analytics-words';
import { analyticsWords } from './analytics.locale';
import { Bar, useDivision, type BlockProps } from './division-table';

/** How far referrals came, and where those who came no further went. */
export function FunnelBlock({ search, onPart }: BlockProps) {
  const t = useWords(analyticsWords);
  const { ended } = usePartWords();
  const division = useDivision(search, 'stopped');
  return (
    <Loaded of={division} skeleton={<Skeleton rows={6} height={32} />}>
      {({ parts }) => {
        const rows = funnelOf(
          parts.map(({ part, cases }) => {
            const [furthest = '', standing = ''] = part.split(':');
            return { furthest: Number(furthest), standing, cases: cases ?? 0 };
          }),
        );
        const all = rows[0]?.reached ?? 0;
        if (!all) return <EmptyState text={t('none')} />;
        return (
          <ol className="funnel">
            {rows.map(({ step, reached, stopped }, place) => (
              <li key={step}>
                <span className="funnel-step">{t(`step.${step}`)}</span>
                <span className="figures funnel-count">{reached}</span>
                <Bar of={reached} among={all} />
                {place < rows.length - 1 && stopped.length > 0 && (
                  <span className="funnel-stopped">
                    {t('funnel.stopped')}：
                    {stopped.map(({ standing, cases }) => (
                      <button key={standing} type="button" className="chip" onClick={() => onPart('stopped', `${place + 1}:${standing}`)}>
                        {ended(standing)} {cases}
                      </button>
                    ))}
                  </span>
                )}
              </li>
            ))}
          </ol>
        );
      }}
    </Loaded>
  );
}
