import { certificateFilters, listCertificates, type CertificateLine } from '@alliance/contracts/quality-certificate.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { CertificateDetail } from './certificate-detail';
import { CertificateForm } from './certificate.form';
import { certificateWords } from './certificate.locale';
import { Flags } from './flags';
import './certificate.css';

type Filter = (typeof certificateFilters)[number];

/** Papers of external quality assessment, what ends first on top, and what internal control says. */
export function CertificatesPage() {
  const t = useWords(certificateWords);
  const may = useMay();
  const [filter, setFilter] = useState<Filter>('all');
  const [open, setOpen] = useState<string>();
  const list = usePages(listCertificates, { query: { filter, limit: 30 } });
  const columns: Column<CertificateLine>[] = [
    {
      id: 'round',
      head: t('round'),
      title: true,
      cell: ({ id, round, assessor }) => (
        <button type="button" className="button bare certificate-open" onClick={() => setOpen(id)}>
          {round} · {assessor}
        </button>
      ),
    },
    { id: 'institution', head: t('institution'), cell: ({ institution }) => institution.name },
    { id: 'mark', head: t('mark'), cell: ({ label }) => label },
    { id: 'items', head: t('items'), cell: ({ passed, failed }) => t('counts', { passed, failed }) },
    { id: 'until', head: t('period'), cell: (line) => <Until of={line} /> },
    { id: 'state', head: t('filter.all'), cell: ({ state }) => t(`state.${state}`) },
  ];
  const add = may('certificate.manage') ? (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      {t('add')}
    </button>
  ) : undefined;
  return (
    <Page title={t('title')} aside={t('lead')} actions={add}>
      <div className="certificate-filters">
        {certificateFilters.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={one === filter} onClick={() => setFilter(one)}>
            {t(`filter.${one}`)}
          </button>
        ))}
      </div>
      <Loaded of={list} skeleton={<Skeleton rows={8} height={28} />}>
        {(items) =>
          items.length ? (
            <div className="card">
              <Table label={t('list')} columns={columns} rows={items} keyOf={({ id }) => id} />
              <MoreButton list={list} />
            </div>
          ) : filter === 'all' ? (
            <EmptyState title={t('empty')} text={t('emptyText')} action={add} />
          ) : (
            <EmptyState title={t('none')} />
          )
        }
      </Loaded>
      <Flags />
      <SidePanel title={open === 'new' ? t('form') : t('title')} open={open !== undefined} onClose={() => setOpen(undefined)}>
        {open === 'new' ? <CertificateForm of={undefined} onDone={setOpen} /> : open && <CertificateDetail key={open} id={open} />}
      </SidePanel>
    </Page>
  );
}

function Until({ of: { validFrom, validUntil, daysLeft, state } }: { readonly of: CertificateLine }) {
  const t = useWords(certificateWords);
  const left = daysLeft < 0 ? t('over', { count: -daysLeft }) : daysLeft === 0 ? t('lastDay') : t('left', { count: daysLeft });
  return (
    <span className="figures">
      {validFrom} — {validUntil}
      {state === 'in_force' && daysLeft <= 60 ? ` · ${daysLeft < 8 ? '▲ ' : ''}${left}` : ''}
    </span>
  );
}
