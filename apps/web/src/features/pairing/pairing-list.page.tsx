import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { useKeys } from '../../ui/keys';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { CoverageGaps } from './coverage-gaps';
import { NoPairs } from './no-pairs';
import { DocumentFilters, PairingFilters } from './pairing-filters';
import { countsOf, shownPairs } from './pairing-filter.policy';
import { changed, type PairingChange, type PairingSearch } from './pairing-search';
import { PairingTable } from './pairing-table';
import { usePairings } from './pairing.data';
import { pairingWords } from './pairing.locale';
import { SupporterPanel } from './supporter-panel';
import { useExport } from './use-export';
import './pairing.css';

const PairingPicture = lazy(() => import('./pairing-picture'));
const route = getRouteApi('/inside/pairings');

/** Who supports whom, on which day, by which document: as a table and as a picture. */
export function PairingListPage() {
  const t = useWords(pairingWords);
  const ui = useWords(uiWords);
  const may = useMay();
  const navigate = useNavigate();
  const search = route.useSearch();
  const list = usePairings(search.on);
  const shown = useMemo(() => shownPairs(list.data?.items ?? [], search), [list.data, search]);
  const save = useExport();
  const go = (change: PairingChange) => void navigate({ to: '/pairings', search: changed(search, change), replace: true });
  /** A step that "back" undoes. */
  const step = (change: PairingChange) => void navigate({ to: '/pairings', search: changed(search, change) });
  const open = (supporter: string) => step({ supporter });
  const download = () => {
    save(shown, search.on);
    say(t('exported', { count: shown.length }));
  };
  const picture = search.view === 'picture';
  useKeys([
    { key: '/', does: t('key.find'), run: () => document.getElementById('pairing-find')?.focus() },
    { key: 'v', does: t('key.view'), run: () => go({ view: picture ? undefined : 'picture' }) },
    { key: 'e', does: t('key.export'), run: () => shown.length && download() },
  ]);
  const filters = { all: list.data?.items ?? [], search, go };
  return (
    <Page
      title={t('title')}
      aside={<Views search={search} />}
      actions={
        <>
          {may('pairing.import') && (
            <Link to="/imports" className="button">
              {t('import')}
            </Link>
          )}
          <button type="button" className="button" disabled={!shown.length} onClick={download}>
            {ui('export')}
          </button>
        </>
      }
    >
      <DocumentFilters {...filters} />
      <PairingFilters {...filters} />
      <Loaded of={list} skeleton={<Skeleton rows={12} height={36} />}>
        {({ items: all, nextCursor }) => (
          <>
            <Counts shown={shown} all={all.length} isCut={nextCursor !== null} />
            <CoverageGaps search={search} sources={new Set(all.map(({ source }) => source))} />
            {!all.length ? (
              <NoPairs on={search.on} go={go} />
            ) : !shown.length ? (
              <EmptyState title={t('empty.filtered')} text={t('empty.filteredText')} />
            ) : picture ? (
              <Suspense fallback={<Skeleton rows={12} height={36} />}>
                <PairingPicture pairs={shown} search={search} go={step} onSupporter={open} />
              </Suspense>
            ) : (
              <PairingTable pairs={shown} search={search} onSupporter={open} />
            )}
            <SupporterPanel id={search.supporter} pairs={all} on={search.on} onClose={() => go({ supporter: undefined })} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Views({ search }: { readonly search: PairingSearch }) {
  const t = useWords(pairingWords);
  const views = [
    { view: undefined, word: t('table') },
    { view: 'picture', word: t('picture') },
  ] as const;
  return (
    <nav className="views" aria-label={t('views')}>
      {views.map(({ view, word }) => (
        <Link
          key={word}
          to="/pairings"
          search={changed(search, { view })}
          className={search.view === view ? 'view here' : 'view'}
          aria-current={search.view === view ? 'page' : undefined}
        >
          {word}
        </Link>
      ))}
    </nav>
  );
}

function Counts(props: { readonly shown: ReturnType<typeof shownPairs>; readonly all: number; readonly isCut: boolean }) {
  const t = useWords(pairingWords);
  const { pairs, recipients, supporters, undecided } = countsOf(props.shown);
  return (
    <p className="pairing-counts figures" role="status">
      <strong>{t('counts', { pairs, recipients, supporters })}</strong>
      {pairs < props.all && t('ofAll', { count: props.all })}
      {undecided > 0 && <span className="pairing-undecided">? {t('undecided', { count: undecided })}</span>}
      {props.isCut && <span className="pairing-undecided">⚠ {t('cut')}</span>}
    </p>
  );
}
