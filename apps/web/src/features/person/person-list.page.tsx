import { listPeople } from '@alliance/contracts/person.contract';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useKeys } from '../../ui/keys';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { useWide } from '../../ui/use-wide';
import { InviteMany } from './invite-many';
import { PersonDetailPane } from './person-detail';
import { PersonFilters } from './person-filters';
import { changedSearch, type PersonSearchChange } from './person-search';
import { mayBeInvited, PersonTable } from './person-table';
import { queryOf } from './person.data';
import { personWords } from './person.locale';
import { useExport } from './use-export';
import './person.css';

const route = getRouteApi('/inside/people');

export function PersonListPage() {
  const t = useWords(personWords);
  const navigate = useNavigate();
  const search = route.useSearch();
  const wide = useWide('(min-width: 1100px)');
  const list = usePages(listPeople, { query: { ...queryOf(search), limit: 50 } });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [inviting, setInviting] = useState(false);
  const exporting = useExport(search);
  const go = (change: PersonSearchChange) => void navigate({ to: '/people', search: changedSearch(search, change), replace: true });
  useKeys([
    { key: '/', does: t('key.find'), run: () => document.getElementById('person-find')?.focus() },
    { key: 'n', does: t('key.add'), run: () => void navigate({ to: '/people/new' }) },
  ]);
  const invitable = (list.data ?? []).filter(mayBeInvited);
  const invited = invitable.filter(({ id }) => chosen.has(id));
  const filtered = Object.keys(queryOf(search)).length > 0;
  const detail = search.person;
  return (
    <Page title={t('title')} aside={t('lead')} actions={(wide || !detail) && <Actions exporting={exporting} />}>
      {(wide || !detail) && <PersonFilters search={search} go={go} />}
      <div className={detail ? 'people beside' : 'people'}>
        {(wide || !detail) && (
          <Loaded of={list} skeleton={<Skeleton rows={12} height={36} />}>
            {(rows) =>
              rows.length ? (
                <div className="card">
                  {invitable.length > 0 && (
                    <div className="people-choice">
                      <button
                        type="button"
                        className="chip"
                        onClick={() => setChosen(new Set(invited.length ? [] : invitable.map(({ id }) => id)))}
                      >
                        {invited.length ? t('chooseNone') : t('chooseAll', { count: invitable.length })}
                      </button>
                      <button type="button" className="button" disabled={!invited.length} onClick={() => setInviting(true)}>
                        {t('invite', { count: invited.length })}
                      </button>
                    </div>
                  )}
                  <PersonTable rows={rows} search={search} chosen={chosen} onChoose={setChosen} />
                  <MoreButton list={list} />
                </div>
              ) : filtered ? (
                <EmptyState title={t('empty')} text={t('emptyText')} />
              ) : (
                <EmptyState title={t('none')} text={t('noneText')} action={<Actions exporting={exporting} />} />
              )
            }
          </Loaded>
        )}
        {detail && <PersonDetailPane key={detail} id={detail} onBack={() => go({ person: undefined })} />}
      </div>
      <InviteMany open={inviting} people={invited} onClose={() => setInviting(false)} onDone={() => setChosen(new Set())} />
    </Page>
  );
}

function Actions({ exporting }: { readonly exporting: ReturnType<typeof useExport> }) {
  const t = useWords(personWords);
  return (
    <>
      <button type="button" className="button" aria-disabled={exporting.busy} onClick={exporting.run}>
        {exporting.busy ? t('exporting') : exporting.word}
      </button>
      <Link to="/people/import" search={{ kind: 'people' }} className="button">
        {t('paste')}
      </Link>
      <Link to="/people/new" className="button primary">
        {t('add')}
      </Link>
    </>
  );
}
