import { listServiceAgreements, type ServiceAgreementSummary } from '@alliance/contracts/service-agreement.contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useAppointment, useMay } from '../../platform/session';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { agreementWords } from './agreement.locale';
import { Standing } from './standing';
import './agreement.css';

const route = getRouteApi('/inside/agreements');

/** The office reads all agreements and signs none. */
export function useManages(): boolean {
  const may = useMay();
  const role = useAppointment()?.role;
  return may('service_agreement.manage') && role !== 'management_office';
}

/** Whom it serves, in one line. */
export function useParties(): (of: ServiceAgreementSummary) => string {
  const t = useWords(agreementWords);
  const text = useText();
  return ({ provider, requester, alliance }) =>
    requester
      ? t('provides', { provider: provider.name, requester: requester.name })
      : t('providesAll', { provider: provider.name, alliance: text(alliance?.name) });
}

export function AgreementListPage() {
  const t = useWords(agreementWords);
  const { all } = route.useSearch();
  const navigate = route.useNavigate();
  const manages = useManages();
  const list = usePages(listServiceAgreements, { query: { limit: 50, ...(!all && { current: 'true' }) } });
  const write = manages && (
    <Link to="/agreements/new" className="button primary">
      {t('new')}
    </Link>
  );
  return (
    <Page title={t('title')} actions={write}>
      <p className="soft">{t('intro')}</p>
      <div className="agreement-filters">
        {([undefined, true] as const).map((each) => (
          <button
            key={String(each)}
            type="button"
            className="chip"
            aria-pressed={all === each}
            onClick={() => void navigate({ search: each ? { all: each } : {}, replace: true })}
          >
            {t(each ? 'scope.all' : 'scope.current')}
          </button>
        ))}
      </div>
      <Loaded of={list} skeleton={<Skeleton rows={5} height={40} />}>
        {(rows) =>
          rows.length ? (
            <div className="card">
              <AgreementTable rows={rows} />
              <MoreButton list={list} />
            </div>
          ) : all ? (
            <EmptyState title={t('empty.title')} text={t(manages ? 'empty.manager' : 'empty.reader')} action={write} />
          ) : (
            <EmptyState text={t('nothing')} action={write} />
          )
        }
      </Loaded>
    </Page>
  );
}

function AgreementTable({ rows }: { readonly rows: readonly ServiceAgreementSummary[] }) {
  const t = useWords(agreementWords);
  const codes = useWords(consultationCodeWords);
  const parties = useParties();
  return (
    <Table
      label={t('title')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'title',
          head: t('column.title'),
          title: true,
          width: '30%',
          sort: ({ title }) => title,
          cell: ({ id, title, number }) => (
            <>
              <Link to="/agreements/$id" params={{ id }} className="agreement-name">
                {title}
              </Link>
              {number && <span className="faint agreement-number">{number}</span>}
            </>
          ),
        },
        { id: 'parties', head: t('column.parties'), cell: parties },
        {
          id: 'kinds',
          head: t('column.kinds'),
          cell: ({ kinds }) => kinds.map((kind) => codes(`kind.${kind}`)).join('、') || <span className="faint">{t('noKinds')}</span>,
        },
        { id: 'state', head: t('column.state'), sort: ({ standing }) => standing, cell: (row) => <Standing of={row} /> },
        {
          id: 'until',
          head: t('column.until'),
          sort: ({ validUntil }) => validUntil ?? '',
          cell: ({ validUntil }) =>
            validUntil ? <span className="figures agreement-day">{validUntil}</span> : <span className="faint">{t('noEnd')}</span>,
        },
      ]}
    />
  );
}
