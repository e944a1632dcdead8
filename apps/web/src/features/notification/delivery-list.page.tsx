import { listDeliveries, type Delivery } from '@alliance/contracts/delivery.contract';
import { useState } from 'react';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { exact } from '../../ui/moment';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { DeliveryState } from './delivery-state';
import { deliveryWords } from './delivery.locale';
import './delivery.css';

/** What the institution sent out, for those who answer for its being reached. */
export function DeliveryListPage() {
  const t = useWords(deliveryWords);
  const ifAny = useWordsIfAny(deliveryWords);
  const [undeliveredOnly, setUndeliveredOnly] = useState(false);
  const list = usePages(listDeliveries, { query: { limit: 50, ...(undeliveredOnly ? { state: 'undelivered' } : {}) } });
  const columns: Column<Delivery>[] = [
    {
      id: 'to',
      head: t('list.to'),
      title: true,
      cell: ({ to, address }) => (
        <>
          {to ?? '—'} <span className="faint figures">{address}</span>
        </>
      ),
    },
    { id: 'at', head: t('list.at'), cell: ({ createdAt }) => <span className="figures">{exact(createdAt)}</span>, width: '170px' },
    { id: 'what', head: t('list.what'), cell: ({ template }) => ifAny(`template.${template}`) ?? t('template.other') },
    { id: 'channel', head: t('list.channel'), cell: ({ channel }) => t(`channel.${channel}`) },
    { id: 'state', head: t('list.state'), cell: (delivery) => <DeliveryState of={delivery} />, width: '36%' },
  ];
  return (
    <Page
      title={t('list.title')}
      aside={t('list.lead')}
      actions={[false, true].map((only) => (
        <button
          key={String(only)}
          type="button"
          className="chip"
          aria-pressed={only === undeliveredOnly}
          onClick={() => setUndeliveredOnly(only)}
        >
          {t(only ? 'list.undelivered' : 'list.all')}
        </button>
      ))}
    >
      <Loaded of={list} skeleton={<Skeleton rows={10} height={28} />}>
        {(items) =>
          items.length ? (
            <div className="card">
              <Table label={t('list.title')} columns={columns} rows={items} keyOf={({ id }) => id} />
              <MoreButton list={list} />
            </div>
          ) : (
            <EmptyState
              title={t(undeliveredOnly ? 'list.emptyUndelivered' : 'list.empty')}
              {...(undeliveredOnly ? {} : { text: t('list.emptyText') })}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
