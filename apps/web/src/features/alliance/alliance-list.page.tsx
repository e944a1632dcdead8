import { listAlliances } from '@alliance/contracts/alliance.contract';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { Invented } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { allianceWords } from './alliance.locale';
import './alliance.css';

export function AllianceListPage() {
  const t = useWords(allianceWords);
  const codes = useWords(registryWords);
  const text = useText();
  const may = useMay();
  const list = usePages(listAlliances, { query: { limit: 50 } });
  const open = may('alliance.open') && (
    <Link to="/pairings" search={{ role: 'supporter' }} className="button primary">
      {t('open')}
    </Link>
  );
  return (
    <Page title={t('title')} actions={open}>
      <Loaded of={list} skeleton={<Skeleton rows={6} height={36} />}>
        {(rows) =>
          rows.length ? (
            <div className="card">
              <Table
                label={t('title')}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  {
                    id: 'name',
                    head: t('column.name'),
                    title: true,
                    width: '34%',
                    sort: ({ name }) => text(name),
                    cell: ({ id, name, invented }) => (
                      <>
                        <Link to="/alliances/$id" params={{ id }} className="alliance-name">
                          {text(name)}
                        </Link>{' '}
                        {invented && <Invented />}
                      </>
                    ),
                  },
                  {
                    id: 'specialty',
                    head: t('column.specialty'),
                    sort: ({ specialty }) => codes(`specialty.${specialty}`),
                    cell: ({ specialty }) => codes(`specialty.${specialty}`),
                  },
                  { id: 'phase', head: t('column.phase'), cell: ({ phase }) => codes(`phase.${phase}`) },
                  { id: 'lead', head: t('column.lead'), sort: ({ lead }) => lead.name, cell: ({ lead }) => `★ ${lead.name}` },
                  {
                    id: 'members',
                    head: t('column.members'),
                    sort: ({ memberCount }) => -memberCount,
                    cell: ({ memberCount }) => <span className="figures">{t('units', { count: memberCount })}</span>,
                  },
                ]}
              />
              <MoreButton list={list} />
            </div>
          ) : (
            <EmptyState title={t('empty')} text={t('emptyText')} action={open} />
          )
        }
      </Loaded>
    </Page>
  );
}
