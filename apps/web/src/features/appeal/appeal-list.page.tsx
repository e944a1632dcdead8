import { myReviews } from '@alliance/contracts/referral-late.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { TimeLeft } from '../../ui/time-left';
import { appealWords } from './appeal.locale';

type Review = AnswerOf<typeof myReviews>['items'][number];

/** Returns that my hospital reviews as a third party, undecided ones first. */
export function AppealListPage() {
  const t = useWords(appealWords);
  const reviews = useAnswer(myReviews, {});
  const columns: readonly Column<Review>[] = [
    {
      id: 'number',
      head: t('number'),
      title: true,
      cell: ({ referralId, number }) => (
        <Link to="/referrals/$id" params={{ id: referralId }} className="figures">
          {number}
        </Link>
      ),
    },
    { id: 'sender', head: t('sender'), cell: ({ sender }) => sender, sort: ({ sender }) => sender },
    { id: 'receiver', head: t('receiver'), cell: ({ receiver }) => receiver, sort: ({ receiver }) => receiver },
    { id: 'at', head: t('at'), cell: ({ at }) => <When at={at} />, sort: ({ at }) => at },
    {
      id: 'due',
      head: t('due'),
      cell: ({ dueAt, state }) => (state === 'pending' ? <TimeLeft until={dueAt} /> : <When at={dueAt} />),
      sort: ({ dueAt }) => dueAt,
    },
    {
      id: 'state',
      head: t('state'),
      cell: ({ state }) => (
        <>
          <span aria-hidden="true">{state === 'pending' ? '○' : '✓'} </span>
          {t(`states.${state}`)}
        </>
      ),
      sort: ({ state }) => state,
    },
  ];
  return (
    <Page title={t('title')}>
      <p className="soft">{t('lead')}</p>
      <Loaded of={reviews} skeleton={<Skeleton rows={5} height={40} />}>
        {({ items }) =>
          items.length ? (
            <Table label={t('list')} columns={columns} rows={items} keyOf={({ id }) => id} />
          ) : (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          )
        }
      </Loaded>
    </Page>
  );
}
