import { listSearchMisses } from '@alliance/contracts/protocol-search.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { Icon } from '../../ui/icon';
import { When } from '../../ui/moment-view';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { authorWords } from './author.locale';

/** For authors: the words that people miss. */
export function SearchMissesPage() {
  const t = useWords(authorWords);
  const list = usePages(listSearchMisses, { query: { limit: 50 } });
  return (
    <Page
      title={t('misses.title')}
      aside={t('misses.lead')}
      actions={
        <Link to="/protocols" className="button bare">
          <Icon name="back" size={16} /> {t('library')}
        </Link>
      }
    >
      <Loaded of={list} skeleton={<Skeleton rows={8} height={36} />}>
        {(rows) =>
          rows.length ? (
            <div className="card">
              <Table
                label={t('misses.title')}
                rows={rows}
                keyOf={({ query }) => query}
                columns={[
                  { id: 'query', head: t('misses.column.query'), title: true, cell: ({ query }) => <strong>{query}</strong> },
                  { id: 'count', head: t('misses.column.count'), cell: ({ count }) => <span className="figures">{count}</span> },
                  {
                    id: 'institutions',
                    head: t('misses.column.institutions'),
                    cell: ({ institutions }) => <span className="figures">{institutions}</span>,
                  },
                  { id: 'last', head: t('misses.column.last'), cell: ({ lastAt }) => <When at={lastAt} /> },
                ]}
              />
              <MoreButton list={list} />
            </div>
          ) : (
            <EmptyState title={t('misses.none')} text={t('misses.noneText')} />
          )
        }
      </Loaded>
    </Page>
  );
}
