import { listRecognitionReviews, type RecognitionReview } from '@alliance/contracts/recognition-review.contract';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { TimeLeft } from '../../ui/time-left';
import { recognitionReviewSearch } from './recognition-review-search';
import { recognitionReviewWords } from './recognition-review.locale';
import { ReviewDetail } from './review-detail';
import { SampleDialog } from './sample-dialog';
import './recognition-review.css';

const route = getRouteApi('/inside/recognition/reviews');
const states = ['open', 'closed', 'all'] as const;

/** Repeats that are looked at: the list, and one of them beside it. */
export function ReviewDeskPage() {
  const t = useWords(recognitionReviewWords);
  const may = useMay();
  const [sampling, setSampling] = useState(false);
  const { state = 'open', review } = recognitionReviewSearch({ ...route.useSearch() });
  const navigate = useNavigate();
  const list = usePages(listRecognitionReviews, { query: { limit: 30, state } });
  return (
    <Page
      title={t('title')}
      actions={
        <div className="recognition-chips">
          <div className="recognition-chips" role="group" aria-label={t('filters')}>
            {states.map((each) => (
              <button
                key={each}
                type="button"
                className="chip"
                aria-pressed={state === each}
                onClick={() => void navigate({ to: '/recognition/reviews', search: each === 'open' ? {} : { state: each }, replace: true })}
              >
                {t(`filter.${each}`)}
              </button>
            ))}
          </div>
          {may('recognition.review') && (
            <button type="button" className="button primary" onClick={() => setSampling(true)}>
              {t('sample')}
            </button>
          )}
        </div>
      }
    >
      <p className="soft">{t('lead')}</p>
      <SampleDialog open={sampling} onClose={() => setSampling(false)} />
      <div className="recognition-desk">
        <Loaded of={list} skeleton={<Skeleton rows={5} height={40} />}>
          {(items) =>
            items.length ? (
              <div className="card">
                <List items={items} state={state} />
                <MoreButton list={list} />
              </div>
            ) : (
              <EmptyState title={t(state === 'open' ? 'empty' : 'emptyFiltered')} text={t('emptyText')} />
            )
          }
        </Loaded>
        {review ? <ReviewDetail key={review} id={review} /> : <p className="soft">{t('pick')}</p>}
      </div>
    </Page>
  );
}

function List({ items, state }: { readonly items: readonly RecognitionReview[]; readonly state: (typeof states)[number] }) {
  const t = useWords(recognitionReviewWords);
  const text = useText();
  const columns: readonly Column<RecognitionReview>[] = [
    {
      id: 'item',
      head: t('column.item'),
      title: true,
      cell: ({ id, itemName }) => (
        <Link to="/recognition/reviews" search={{ ...(state !== 'open' && { state }), review: id }}>
          {text(itemName)}
        </Link>
      ),
    },
    { id: 'hospitals', head: t('column.hospitals'), cell: ({ repeater, issuer }) => `${repeater.name} / ${issuer.name}` },
    { id: 'reason', head: t('column.reason'), cell: ({ reason }) => text(reason.name) },
    {
      id: 'state',
      head: t('column.state'),
      cell: ({ state: at, standing, actions }) => (
        <>
          {standing ? t(`verdict.${standing}`) : t(`state.${at}`)}
          {actions.length > 0 && <strong className="recognition-line">▸ {t('waits')}</strong>}
        </>
      ),
    },
    { id: 'due', head: t('column.due'), cell: ({ dueAt }) => dueAt && <TimeLeft until={dueAt} />, width: '120px' },
  ];
  return <Table label={t('title')} columns={columns} rows={items} keyOf={({ id }) => id} />;
}
