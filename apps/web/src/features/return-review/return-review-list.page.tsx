import { listReturnReviews, type ReturnReview } from '@alliance/contracts/return-review.contract';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { TimeLeft } from '../../ui/time-left';
import { reviewSearch } from './return-review-search';
import { returnReviewWords } from './return-review.locale';
import './return-review.css';

const route = getRouteApi('/inside/return-reviews');

/** Reviews that concern the own hospital; the office sees those that it decides. */
export function ReturnReviewListPage() {
  const t = useWords(returnReviewWords);
  const { state = 'open' } = reviewSearch({ ...route.useSearch() });
  const navigate = useNavigate();
  const list = usePages(listReturnReviews, { query: { limit: 30, state } });
  const columns: readonly Column<ReturnReview>[] = [
    { id: 'what', head: t('column.what'), title: true, cell: (row) => <What of={row} /> },
    { id: 'way', head: t('column.way'), cell: ({ downSender, downReceiver }) => `${downSender.name} → ${downReceiver.name}` },
    { id: 'hours', head: t('column.hours'), cell: ({ hours }) => <span className="figures">{t('hours', { hours })}</span>, width: '100px' },
    { id: 'state', head: t('column.state'), cell: (row) => <State of={row} />, width: '220px' },
    { id: 'due', head: t('column.due'), cell: ({ dueAt }) => dueAt && <TimeLeft until={dueAt} />, width: '140px' },
  ];
  return (
    <Page
      title={t('title')}
      actions={
        <div className="review-filters" role="group" aria-label={t('filters')}>
          {(['open', 'closed', 'all'] as const).map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={state === each}
              onClick={() => void navigate({ to: '/return-reviews', search: each === 'open' ? {} : { state: each }, replace: true })}
            >
              {t(`filter.${each}`)} {each === 'open' && list.first && <span className="figures">{list.first.waiting}</span>}
            </button>
          ))}
        </div>
      }
    >
      <p className="soft review-lead">{t('lead')}</p>
      <Loaded of={list} skeleton={<Skeleton rows={5} height={40} />}>
        {(items) =>
          items.length ? (
            <div className="card">
              <Table label={t('title')} columns={columns} rows={items} keyOf={({ id }) => id} foldsAt={860} />
              <MoreButton list={list} />
            </div>
          ) : (
            <EmptyState title={t(state === 'open' ? 'empty' : 'emptyFiltered')} {...(state === 'open' ? { text: t('emptyText') } : {})} />
          )
        }
      </Loaded>
    </Page>
  );
}

function What({ of: { id, down, way } }: { readonly of: ReturnReview }) {
  const t = useWords(returnReviewWords);
  return (
    <>
      <Link to="/return-reviews/$id" params={{ id }} className="figures">
        {down.number}
      </Link>
      <span className="review-fact">{t(`way.${way}`)}</span>
    </>
  );
}

function State({ of: { state, actions } }: { readonly of: ReturnReview }) {
  const t = useWords(returnReviewWords);
  return (
    <>
      {t(`state.${state}`)}
      {actions.length > 0 && <strong className="review-fact">▸ {t('waits')}</strong>}
    </>
  );
}
