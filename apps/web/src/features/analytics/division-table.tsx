import { getAnalyticsDivision, type DivisionPart } from '@alliance/contracts/analytics.contract';
import type { Division } from '@alliance/domain/analytics/figure';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { filterOf, type AnalyticsSearch } from './analytics-search';
import { percentOf, usePartWords } from './analytics-words';
import { analyticsWords } from './analytics.locale';

type Part = Exclude<Division, 'flow'>;
export interface BlockProps {
  readonly search: AnalyticsSearch;
  /** Opens the cases of one part of a division. */
  readonly onPart: (by: Division, part: string) => void;
}

export const useDivision = (search: AnalyticsSearch, by: Part) =>
  useAnswer(getAnalyticsDivision, { query: { ...filterOf(search), by } }, { keepPrevious: true });

/** Cases by one fact of theirs: how many, and where wanted how they fared. A bar says the share once more. */
export function DivisionTable(props: BlockProps & { readonly by: Part; readonly title: string; readonly fared?: boolean }) {
  const { search, by, title, fared = false, onPart } = props;
  const t = useWords(analyticsWords);
  const { part: spell } = usePartWords();
  const division = useDivision(search, by);
  const share = (name: 'inTime' | 'returned' | 'leaked', among: 'timed' | 'answered' | 'placed') => (row: DivisionPart) => {
    const [of, all] = [row[name], row[among]];
    if (of === null || all === null) return t('hidden');
    return all ? `${percentOf({ of, among: all }) ?? ''} (${t('share', { of, among: all })})` : t('none');
  };
  return (
    <div className="division">
      <h3>{title}</h3>
      <Loaded of={division} skeleton={<Skeleton rows={4} height={28} />}>
        {({ parts }) => {
          const total = parts.reduce((sum, { cases }) => sum + (cases ?? 0), 0);
          const columns: Column<DivisionPart>[] = [
            { id: 'part', head: t('part'), title: true, cell: (row) => spell(by, row.part) },
            {
              id: 'cases',
              head: t('cases'),
              width: fared ? '90px' : '110px',
              cell: (row) => <Count of={row} name={spell(by, row.part)} onOpen={() => onPart(by, row.part)} />,
            },
            { id: 'share', head: t('ofAll'), width: '150px', cell: (row) => <Bar of={row.cases} among={total} /> },
            ...(fared
              ? [
                  { id: 'inTime', head: t('inTime'), cell: share('inTime', 'timed') },
                  { id: 'returned', head: t('returned'), cell: share('returned', 'answered') },
                  { id: 'leaked', head: t('leaked'), cell: share('leaked', 'placed') },
                ]
              : []),
          ];
          return parts.length ? (
            <>
              <Table label={title} columns={columns} rows={parts} keyOf={(row) => row.part} foldsAt={fared ? 640 : 320} />
              {parts.some(({ cases }) => cases === null) && <p className="faint">{t('hiddenNote')}</p>}
            </>
          ) : (
            <EmptyState text={t('none')} />
          );
        }}
      </Loaded>
    </div>
  );
}

function Count({ of, name, onOpen }: { readonly of: DivisionPart; readonly name: string; readonly onOpen: () => void }) {
  const t = useWords(analyticsWords);
  if (of.cases === null) return <span className="figures">{t('hidden')}</span>;
  return (
    <button type="button" className="figure-open figures" aria-label={t('openCases', { name })} onClick={onOpen}>
      {of.cases}
    </button>
  );
}

export function Bar({ of, among }: { readonly of: number | null; readonly among: number }) {
  if (of === null || !among) return null;
  return (
    <span className="bar-line">
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${(100 * of) / among}%` }} />
      </span>
      <span className="figures faint">{percentOf({ of, among })}</span>
    </span>
  );
}
