import { listAlliances } from '@alliance/contracts/alliance.contract';
import { listProtocols } from '@alliance/contracts/protocol.contract';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer, usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { FilterSelect } from '../../ui/filter-select';
import { useKeys } from '../../ui/keys';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { LibraryFind } from './library-find';
import { LibraryHits } from './library-hits';
import { LibraryTable } from './library-table';
import { OfflineLibraryNote } from './offline-note';
import { librarySearch, type LibrarySearch } from './protocol-search';
import { protocolWords } from './protocol.locale';
import '../../ui/filter-select.css';
import './protocol.css';

const route = getRouteApi('/inside/protocols');
type Change = { readonly [K in keyof LibrarySearch]?: LibrarySearch[K] | undefined };

/** All protocols that concern my institution, and a search through them. */
export function ProtocolLibraryPage() {
  const t = useWords(protocolWords);
  const text = useText();
  const may = useMay();
  const navigate = useNavigate();
  const search = route.useSearch();
  const go = (change: Change) => void navigate({ to: '/protocols', search: librarySearch({ ...search, ...change }), replace: true });
  const alliances = useAnswer(listAlliances, { query: { mine: 'true', limit: 100 } }, { staleTime: 60_000 });
  useKeys([{ key: '/', does: t('key.find'), run: () => document.getElementById('protocol-find')?.focus() }]);
  const options = (alliances.data?.items ?? []).map(({ id, name }) => ({ value: id, label: text(name) }));
  return (
    <Page
      title={t('title')}
      aside={t('lead')}
      actions={
        may('protocol.author') && (
          <>
            <Link to="/protocols/search-misses" className="button">
              {t('misses')}
            </Link>
            <Link to="/protocols/new" className="button primary">
              {t('create')}
            </Link>
          </>
        )
      }
    >
      <div className="filters" role="group" aria-label={t('filters')}>
        <LibraryFind key={search.q} value={search.q} onFind={(q) => go({ q })} />
        {!search.q && options.length > 1 && (
          <FilterSelect label={t('alliance')} value={search.allianceId} options={options} onChange={(allianceId) => go({ allianceId })} />
        )}
      </div>
      {search.q ? <LibraryHits q={search.q} /> : <Library {...search} />}
    </Page>
  );
}

function Library({ allianceId }: LibrarySearch) {
  const t = useWords(protocolWords);
  const query = { limit: 50, ...(allianceId ? { allianceId } : {}) };
  const list = usePages(listProtocols, { query });
  return (
    <Loaded of={list} skeleton={<Skeleton rows={10} height={36} />}>
      {(rows) => {
        const waiting = rows.filter(({ acknowledgement: { state } }) => state === 'due' || state === 'overdue').length;
        if (!rows.length) return <EmptyState title={t('empty')} text={t('emptyText')} />;
        return (
          <>
            <OfflineLibraryNote query={query} />
            {waiting > 0 && <p className="protocol-waiting">○ {t('toRead', { count: waiting })}</p>}
            {rows.some(({ invented }) => invented) && <p className="note-invented">◇ {t('demonstration')}</p>}
            <div className="card">
              <LibraryTable rows={rows} />
              <MoreButton list={list} />
            </div>
          </>
        );
      }}
    </Loaded>
  );
}
