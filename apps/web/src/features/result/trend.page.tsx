import { listResults } from '@alliance/contracts/result.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { listTestItems, type TestItemView } from '@alliance/contracts/test-catalogue.contract';
import { Link, getRouteApi } from '@tanstack/react-router';
import { Suspense, lazy, useMemo } from 'react';
import { inLanguage, useLanguage, useWords } from '../../platform/i18n';
import { useAnswer, usePages } from '../../platform/query';
import { exact } from '../../ui/moment';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { asIssued, reference } from './result-text';
import { shapes } from './trend-option';
import { trendOf } from './trend.policy';
import { trendWords } from './trend.locale';

const TrendChart = lazy(() => import('./trend-chart'));
type PatientResult = ReplyOf<typeof listResults>['items'][number];
export interface TrendSearch {
  readonly patient: string;
  readonly item: string;
}
const route = getRouteApi('/inside/results/trend');

/** One item of a patient over time: what does not compare is drawn apart, and why is said. */
export function TrendPage() {
  const t = useWords(trendWords);
  const { patient, item: code }: TrendSearch = route.useSearch();
  const dictionary = useAnswer(listTestItems, code ? { query: { query: code } } : null, { staleTime: 600_000 });
  const list = usePages(listResults, { query: { patientId: patient, itemCode: code, limit: 100 } });
  return (
    <Page
      title={t('title')}
      actions={
        <Link to="/results" search={{ patient }} className="button">
          {t('back')}
        </Link>
      }
    >
      <Loaded of={dictionary} skeleton={<Skeleton rows={4} height={40} />}>
        {({ items }) => {
          const item = items.find((one) => one.code === code);
          if (!item) return <EmptyState title={t('unknown')} />;
          return (
            <Loaded of={list} skeleton={<Skeleton rows={6} height={40} />}>
              {(results) => (
                <div className="card">
                  <TrendOf item={item} results={results} hasMore={list.hasMore} />
                  <MoreButton list={list} />
                </div>
              )}
            </Loaded>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** A value that is only known to be below or above a limit is no point of a line. */
const drawable = (result: PatientResult): PatientResult => (result.comparator === null ? result : { ...result, valueNumber: null });

function TrendOf({ item, results, hasMore }: { item: TestItemView; results: readonly PatientResult[]; hasMore: boolean }) {
  const t = useWords(trendWords);
  const name = inLanguage(item.name, useLanguage());
  const valid = useMemo(() => results.filter(({ state }) => state !== 'revoked'), [results]);
  const trend = useMemo(() => trendOf(item, valid.map(drawable)), [item, valid]);
  const drawn = new Map(trend.series.flatMap(({ points }, line) => points.map(({ point, value }) => [point.id, { line, value }] as const)));
  const shapeOf = (line: number) => `${shapes[line % shapes.length]} ${line + 1}`;
  const columns: readonly Column<PatientResult>[] = [
    { id: 'at', head: t('column.at'), title: true, cell: ({ performedAt }) => <span className="figures">{exact(performedAt)}</span> },
    {
      id: 'line',
      head: t('column.line'),
      cell: ({ id }) => {
        const place = drawn.get(id);
        return place ? shapeOf(place.line) : t('undrawn');
      },
    },
    { id: 'value', head: t('column.value'), cell: (result) => <span className="figures">{asIssued(result)}</span> },
    {
      id: 'converted',
      head: t('column.converted'),
      cell: ({ id }) => {
        const place = drawn.get(id);
        return place && <span className="figures">{`${Number(place.value.toPrecision(6))} ${item.unit ?? ''}`}</span>;
      },
    },
    { id: 'method', head: t('column.method'), cell: ({ method }) => method ?? t('noMethod') },
    { id: 'hospital', head: t('column.hospital'), cell: ({ institution }) => institution.name },
  ];
  return (
    <section className="card-body" aria-labelledby="trend-title">
      <h2 id="trend-title">{item.unit ? `${name} (${item.unit})` : name}</h2>
      {trend.separations.map((reason) => (
        <p key={reason} role="note">
          {t(`why.${reason}`)}
        </p>
      ))}
      {hasMore && <p className="soft">{t('more')}</p>}
      {trend.series.length === 0 ? (
        <EmptyState title={t('none')} text={t('noneText')} />
      ) : (
        <>
          <Suspense fallback={<Skeleton rows={1} height={260} />}>
            <TrendChart trend={trend} label={t('picture', { name, lines: trend.series.length, count: drawn.size })} />
          </Suspense>
          <ul aria-label={t('lines')}>
            {trend.series.map(({ points, band }, line) => {
              const method = points.find(({ point }) => point.method !== null)?.point.method ?? t('noMethod');
              const range = band && reference({ referenceLow: band.low, referenceHigh: band.high, referenceText: null });
              return (
                <li key={points[0]?.point.id}>
                  <span aria-hidden="true">{shapeOf(line)}</span> {t('line', { number: line + 1, method, count: points.length })} ·{' '}
                  {range ? t('band', { range }) : t('noBand')}
                </li>
              );
            })}
          </ul>
        </>
      )}
      <Table label={t('table')} columns={columns} rows={valid} keyOf={({ id }) => id} />
    </section>
  );
}
