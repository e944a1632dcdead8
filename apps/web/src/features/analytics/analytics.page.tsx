import { getAnalyticsFigures, type FigureView } from '@alliance/contracts/analytics.contract';
import type { Division, Figure } from '@alliance/domain/analytics/figure';
import { commonMethod } from '@alliance/domain/analytics/method';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { AnalyticsFilters } from './analytics-filters';
import { analyticsSearch, filterOf, type AnalyticsChange } from './analytics-search';
import { analyticsWords } from './analytics.locale';
import { CasePanel } from './case-panel';
import { DivisionTable, type BlockProps } from './division-table';
import { ExportMenu } from './export-menu';
import { FigureCard } from './figure-card';
import { FlowsBlock } from './flows-block';
import { FunnelBlock } from './funnel-block';
import { TimesBlock } from './times-block';
import { WeeksBlock } from './weeks-block';
import './analytics.css';

const route = getRouteApi('/inside/analytics');
const headline = ['sent', 'answered_in_time', 'returned', 'leaked', 'closed', 'waiting_now'] as const satisfies readonly Figure[];
const volume = ['outgoing', 'incoming', 'up', 'down', 'level', 'declined'] as const satisfies readonly Figure[];
const answers = ['complete', 'asked', 'withdrawn', 'no_show', 'claimed_now'] as const satisfies readonly Figure[];
const returns = ['explained', 'needed_after_return', 'offer_declined'] as const satisfies readonly Figure[];
const leakage = ['left_county', 'available_near', 'came_back', 'came_back_planned'] as const satisfies readonly Figure[];

/** The figures as a report: the headline first, then block by block; every number opens its cases and says how it was counted. */
export function AnalyticsPage() {
  const t = useWords(analyticsWords);
  const text = useText();
  const navigate = useNavigate();
  // an address may carry what is no filter
  const search = analyticsSearch({ ...route.useSearch() });
  const go = (change: AnalyticsChange) =>
    void navigate({ to: '/analytics', search: analyticsSearch({ ...search, ...change }), replace: true });
  const answer = useAnswer(
    getAnalyticsFigures,
    { query: { ...filterOf(search), compare: search.compare ?? 'none' } },
    { keepPrevious: true },
  );
  const onOpen = (figure: Figure) => go({ figure, by: undefined, part: undefined });
  const onPart = (by: Division, part: string) => go({ figure: undefined, by, part });
  const block: BlockProps = { search, onPart };
  return (
    <Page
      title={t('title')}
      aside={<Freshness of={answer.data} />}
      actions={
        <>
          <ExportMenu search={search} content="figures" />
          <button type="button" className="button" onClick={() => window.print()}>
            {t('print')}
          </button>
        </>
      }
    >
      <AnalyticsFilters search={search} go={go} />
      <Loaded of={answer} skeleton={<Skeleton rows={8} height={64} />}>
        {({ figures }) => {
          const cards = (names: readonly Figure[]) => <Figures of={figures} names={names} onOpen={onOpen} />;
          const empty = !figures.some(({ figure, among }) => (figure === 'sent' || figure === 'waiting_now') && among);
          if (empty) return <EmptyState title={t('none')} text={t('noneText')} />;
          return (
            <>
              <section className="card headline">{cards(headline)}</section>
              <Block title={t('block.volume')}>{cards(volume)}</Block>
              <Block title={t('block.answers')}>{cards(answers)}</Block>
              <Block title={t('block.times')}>
                <TimesBlock search={search} />
              </Block>
              <Block title={t('block.weeks')}>
                <WeeksBlock {...block} />
              </Block>
              <Block title={t('block.funnel')}>
                <FunnelBlock {...block} />
              </Block>
              <Block title={t('block.returns')}>
                {cards(returns)}
                <div className="analytics-two">
                  <DivisionTable {...block} by="return_reason" title={t('by.return_reason.title')} />
                  <DivisionTable {...block} by="return_outcome" title={t('by.return_outcome.title')} />
                  <DivisionTable {...block} by="decline_reason" title={t('by.decline_reason.title')} />
                </div>
              </Block>
              <Block title={t('block.flows')}>
                <FlowsBlock {...block} />
              </Block>
              <Block title={t('block.leakage')}>
                {cards(leakage)}
                <div className="analytics-two">
                  <DivisionTable {...block} by="crossing" title={t('by.crossing.title')} />
                  <DivisionTable {...block} by="chapter" title={t('by.chapter.title')} />
                </div>
              </Block>
              <Block title={t('block.equity')}>
                <DivisionTable {...block} by="age" title={t('by.age.title')} fared />
                <DivisionTable {...block} by="distance" title={t('by.distance.title')} fared />
                <DivisionTable {...block} by="insurance" title={t('by.insurance.title')} fared />
              </Block>
              <p className="faint">{text(commonMethod)}</p>
            </>
          );
        }}
      </Loaded>
      <CasePanel search={search} onClose={() => go({ figure: undefined, by: undefined, part: undefined })} />
    </Page>
  );
}

function Freshness({
  of,
}: {
  readonly of: { asOf: string | null; span: { from: string; to: string }; hospital: { name: string } | null } | undefined;
}) {
  const t = useWords(analyticsWords);
  if (!of) return null;
  const [before = '', after = ''] = t('asOf', { at: '|' }).split('|');
  return (
    <span className="figures">
      {of.hospital && `${of.hospital.name} · `}
      {t('span', of.span)} ·{' '}
      {of.asOf ? (
        <>
          {before}
          <When at={of.asOf} />
          {after}
        </>
      ) : (
        t('notYet')
      )}
    </span>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card analytics-block" aria-label={title}>
      <header className="card-head">
        <h2>{title}</h2>
      </header>
      <div className="card-body">{children}</div>
    </section>
  );
}

function Figures(props: {
  readonly of: readonly FigureView[];
  readonly names: readonly Figure[];
  readonly onOpen: (figure: Figure) => void;
}) {
  const { of, names, onOpen } = props;
  const shown = names.flatMap((name) => of.filter(({ figure }) => figure === name));
  return (
    <div className="figure-row">
      {shown.map((view) => (
        <FigureCard key={view.figure} of={view} onOpen={onOpen} />
      ))}
    </div>
  );
}
