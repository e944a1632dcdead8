import { listHl7Connections, type Hl7Connection } from '@alliance/contracts/hl7-connection.contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { Page } from '../../ui/page';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { ConnectionForm } from './connection.form';
import { connectionWords } from './connections.locale';
import './inbound.css';

/** Which systems may send results by HL7, and how each has been doing. */
export function Hl7ConnectionsPage() {
  const t = useWords(connectionWords);
  const list = useAnswer(listHl7Connections, {});
  const [open, setOpen] = useState<string>();
  const close = () => setOpen(undefined);
  const chosen = list.data?.items.find(({ id }) => id === open);
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      {t('add')}
    </button>
  );
  return (
    <Page
      title={t('title')}
      aside={t('lead')}
      actions={
        <>
          <Link to="/inbound" className="button">
            {t('back')}
          </Link>
          {list.data?.items.length ? add : undefined}
        </>
      }
    >
      <Loaded of={list} skeleton={<Skeleton rows={5} height={36} />}>
        {({ items, port }) => (
          <>
            <p className="soft">{port === null ? t('noPort') : t('port', { port })}</p>
            {items.length ? (
              items.map((connection) => <Card key={connection.id} of={connection} onChange={() => setOpen(connection.id)} />)
            ) : (
              <EmptyState title={t('empty')} text={t('emptyText')} action={add} />
            )}
          </>
        )}
      </Loaded>
      <SidePanel title={chosen?.name ?? t('add')} open={open !== undefined} onClose={close}>
        {open && <ConnectionForm key={open} of={chosen} onDone={close} />}
      </SidePanel>
    </Page>
  );
}

function Card({ of, onChange }: { readonly of: Hl7Connection; readonly onChange: () => void }) {
  const t = useWords(connectionWords);
  return (
    <section className="card" aria-label={of.name}>
      <header className="card-head">
        <h2>{of.name}</h2>
        <span className="tag">{t(of.enabled ? 'on' : 'off')}</span>
        <button type="button" className="button bare card-do" onClick={onChange}>
          {t('change')}
        </button>
      </header>
      <div className="card-body">
        <p className="figures">
          {of.sendingApplication} · {of.sendingFacility}
        </p>
        <p>{of.waiting ? t('waiting', { count: of.waiting }) : t('nothingWaiting')}</p>
        <p className="faint">
          {t('lastSeen')}：{of.lastSeenAt ? <When at={of.lastSeenAt} /> : t('never')}
        </p>
        <p className="figures">
          {t('hour')}：{t('counts', of.hour)}
        </p>
        <p className="figures">
          {t('day')}：{t('counts', of.day)}
        </p>
      </div>
    </section>
  );
}
