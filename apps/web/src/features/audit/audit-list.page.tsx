import { listAuditEvents, type AuditEvent } from '@alliance/contracts/audit.contract';
import { useState } from 'react';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { roleWords } from '../../platform/role.locale';
import { usePages } from '../../platform/query';
import { csvOf, saveFile } from '../../ui/csv';
import { dayOf, exact } from '../../ui/moment';
import { serverNow } from '../../platform/clock';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { auditWords } from './audit.locale';
import './audit.css';

export function AuditListPage() {
  const t = useWords(auditWords);
  const ui = useWords(uiWords);
  const [deniedOnly, setDeniedOnly] = useState(false);
  const list = usePages(listAuditEvents, { query: { limit: 100 } });
  const shown = (list.data ?? []).filter(({ outcome }) => !deniedOnly || outcome === 'denied');
  const columns = [t('at'), t('person'), t('action'), t('objectHead'), t('outcome'), t('request')];
  const spell = useAuditWords();
  const cells = (event: AuditEvent) => [
    exact(event.at),
    [event.person ?? t('system'), spell.role(event)].filter(Boolean).join(' · '),
    spell.action(event),
    spell.object(event),
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
        <>
          <button type="button" className="chip" aria-pressed={deniedOnly} onClick={() => setDeniedOnly(!deniedOnly)}>
            {t('onlyDenied')}
          </button>
          <button type="button" className="button" disabled={!shown.length} onClick={download}>
            {ui('export')}
          </button>
        </>
      }
    >
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
          ) : (
            <EmptyState title={t(deniedOnly ? 'emptyDenied' : 'empty')} text={t('emptyText')} />
          )
        }
      </Loaded>
    </Page>
  );
}

/** Codes of an entry in words; a code newer than this page is shown as it is, an auditor can use it. */
function useAuditWords() {
  const ifAny = useWordsIfAny(auditWords);
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
  return (
    <tr className={event.outcome} title={event.requestId ? `${t('request')} ${event.requestId}` : undefined}>
      <td className="figures">{exact(event.at)}</td>
      <td>
        {event.person ?? t('system')} <span className="faint">{spell.role(event)}</span>
      </td>
      <td title={event.action}>{spell.action(event)}</td>
      <td title={event.objectIds.join('\n')}>{t('objects', { count: event.objectIds.length, kind: spell.object(event) })}</td>
      <td className="audit-outcome">{t(event.outcome)}</td>
    </tr>
  );
}
