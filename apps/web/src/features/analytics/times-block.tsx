import { getAnalyticsTimes, type TimingView } from '@alliance/contracts/analytics.contract';
import { timings, type Timing } from '@alliance/domain/analytics/figure';
import { timingMethods } from '@alliance/domain/analytics/method';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { UrgencyMark } from '../../ui/urgency-mark';
import { filterOf, type AnalyticsSearch } from './analytics-search';
import { useDuration } from './analytics-words';
import { analyticsWords } from './analytics.locale';
import { MethodNote } from './figure-card';

/** How long answers and arrivals took. */
export function TimesBlock({ search }: { readonly search: AnalyticsSearch }) {
  return (
    <div className="analytics-two">
      {timings.map((timing) => (
        <Times key={timing} timing={timing} search={search} />
      ))}
    </div>
  );
}

function Times({ timing, search }: { readonly timing: Timing; readonly search: AnalyticsSearch }) {
  const t = useWords(analyticsWords);
  const text = useText();
  const told = useDuration();
  const times = useAnswer(getAnalyticsTimes, { query: { ...filterOf(search), timing } }, { keepPrevious: true });
  const title = text(timingMethods[timing].name);
  const time = (minutes: number | null, cases: number) => (minutes !== null ? told(minutes) : cases ? t('time.few') : t('none'));
  const columns: Column<TimingView>[] = [
    {
      id: 'urgency',
      head: t('time.urgency'),
      title: true,
      cell: ({ urgency }) => (urgency ? <UrgencyMark urgency={urgency} /> : t('all')),
    },
    { id: 'cases', head: t('time.cases'), width: '70px', cell: ({ cases }) => <span className="figures">{cases}</span> },
    { id: 'median', head: t('time.median'), cell: ({ medianMinutes, cases }) => time(medianMinutes, cases) },
    { id: 'ninth', head: t('time.ninth'), cell: ({ ninthDecileMinutes, cases }) => time(ninthDecileMinutes, cases) },
  ];
  return (
    <div className="division">
      <h3>{title}</h3>
      <Loaded of={times} skeleton={<Skeleton rows={4} height={28} />}>
        {({ times: rows }) => <Table label={title} columns={columns} rows={rows} keyOf={({ urgency }) => urgency ?? 'all'} foldsAt={340} />}
      </Loaded>
      <MethodNote of={timingMethods[timing]} />
    </div>
  );
}
