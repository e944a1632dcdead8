import { listAuditEvents, type AuditEvent } from '@alliance/contracts/audit.contract';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { roleWords } from '../../platform/role.locale';
import { FindBox } from '../../ui/find-box';
import { csvOf, saveFile } from '../../ui/csv';
import { dayOf, exact } from '../../ui/moment';
import { FilterSelect } from '../../ui/filter-select';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { auditCodes } from './audit-code.locale';
import { actionGroups, auditSearch, queryOf, type AuditSearch } from './audit-search';
import { auditWords } from './audit.locale';
import './audit.css';

const route = getRouteApi('/inside/audit');

export function AuditListPage() {
  const t = useWords(auditWords);
  const ui = useWords(uiWords);
  const search = route.useSearch();
  const list = usePages(listAuditEvents, { query: { limit: 100, ...queryOf(search) } });
  const shown = list.data ?? [];
  const filtered = Object.keys(search).length > 0;
  const columns = [t('at'), t('person'), t('action'), t('objectHead'), t('outcome'), t('request')];
  const spell = useAuditWords();
  const cells = (event: AuditEvent) => [
    exact(event.at),
    [event.person ?? t('system'), spell.role(event)].filter(Boolean).join(' · '),
    spell.action(event),
    [spell.object(event), ...event.objectLabels].join(' '),
    t(event.outcome),
    event.requestId ?? '',
  ];
  const download = () =>
    saveFile(
      `${t('file')}-${dayOf(serverNow())}.csv`,
      csvOf(
        [...columns, 'id'],
        shown.map((event) => [...cells(event), event.objectIds.join(' ')]),
      ),
    );
  return (
    <Page
      title={t('title')}
      aside={t('lead')}
      actions={
        <button type="button" className="button" disabled={!shown.length} onClick={download}>
          {ui('export')}
        </button>
      }
    >
      <Filters search={search} />
      <Loaded of={list} skeleton={<Skeleton rows={12} height={28} />}>
        {() =>
          shown.length ? (
            <div className="card audit">
              <table>
                <thead>
                  <tr>
                    {columns.slice(0, 5).map((column) => (
                      <th key={column} scope="col">
                        {column}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {shown.map((event) => (
                    <Row key={event.id} event={event} />
                  ))}
                </tbody>
              </table>
              <MoreButton list={list} />
            </div>
          ) : filtered ? (
            <EmptyState title={t('emptyFiltered')} />
          ) : (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Filters({ search }: { readonly search: AuditSearch }) {
  const t = useWords(auditWords);
  const navigate = useNavigate();
  const [cleared, setCleared] = useState(0);
  const go = (change: { readonly [K in keyof AuditSearch]?: AuditSearch[K] | undefined }) =>
    void navigate({ to: '/audit', search: auditSearch({ ...search, ...change }), replace: true });
  const clear = () => {
    setCleared(cleared + 1);
    void navigate({ to: '/audit', search: {}, replace: true });
  };
  return (
    <div className="filters" role="group" aria-label={t('filters')}>
      <FindBox key={cleared} className="audit-who" label={t('who')} value={search.person ?? ''} onFind={(person) => go({ person })} />
      <FilterSelect
        label={t('what')}
        value={search.action}
        options={actionGroups.map((value) => ({ value, label: t(`group.${value}`) }))}
        onChange={(chosen) => go({ action: actionGroups.find((group) => group === chosen) })}
      />
      <button
        type="button"
        className="chip"
        aria-pressed={search.denied ?? false}
        onClick={() => go({ denied: search.denied ? undefined : true })}
      >
        {t('onlyDenied')}
      </button>
      {search.objectId && (
        <button type="button" className="chip on" onClick={() => go({ objectId: undefined })}>
          {t('oneObject')} <span aria-hidden="true">✕</span>
        </button>
      )}
      {Object.keys(search).length > 0 && (
        <button type="button" className="button bare" onClick={clear}>
          {t('clear')}
        </button>
      )}
    </div>
  );
}

/** Codes of an entry in words; a code newer than this page is shown as it is, an auditor can use it. */
function useAuditWords() {
  const ifAny = useWordsIfAny(auditCodes);
  const roles = useWordsIfAny(roleWords);
  return {
    role: ({ role }: AuditEvent) => (role ? (roles(role) ?? role) : ''),
    action: ({ action }: AuditEvent) => ifAny(`do.${action.replace('.', '-')}`) ?? action,
    object: ({ objectKind }: AuditEvent) => ifAny(`object.${objectKind}`) ?? objectKind,
  };
}

function Row({ event }: { readonly event: AuditEvent }) {
  const t = useWords(auditWords);
  const spell = useAuditWords();
  const search = route.useSearch();
  const kind = spell.object(event);
  const [only, ...others] = event.objectIds;
  const counted = event.objectIds.length ? t('objects', { count: event.objectIds.length, kind }) : kind;
  const labelled = event.objectIds.length > event.objectLabels.length ? 'labelledMore' : 'labelled';
  const label = event.objectLabels.length
    ? t(labelled, { kind, labels: event.objectLabels.join('、'), count: event.objectIds.length })
    : counted;
  return (
    <tr className={event.outcome} title={event.requestId ? `${t('request')} ${event.requestId}` : undefined}>
      <td className="figures">{exact(event.at)}</td>
      <td>
        {event.person ?? t('system')} <span className="faint">{spell.role(event)}</span>
      </td>
      <td title={event.action}>{spell.action(event)}</td>
      <td title={event.objectIds.join('\n')}>
        {only && !others.length && search.objectId !== only ? (
          <Link to="/audit" search={{ ...search, objectId: only }} aria-label={t('sameObject', { kind: label })}>
            {label}
          </Link>
        ) : (
          label
        )}
      </td>
      <td className="audit-outcome">{t(event.outcome)}</td>
    </tr>
  );
}
