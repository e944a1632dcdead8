import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { listResults } from '@alliance/contracts/result.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer, usePages } from '../../platform/query';
import { exact } from '../../ui/moment';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { PatientLine, PatientSearch } from '../../ui/patient/patient-search';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { ConsentStrip } from './consent-strip';
import { ReportFormLinks } from './report-form-links';
import { asIssued, reference } from './result-text';
import { resultWords } from './result.locale';

type PatientResult = ReplyOf<typeof listResults>['items'][number];
export interface ResultSearch {
  readonly patient?: string;
}
const route = getRouteApi('/inside/results');

/** What was measured of a patient, here and within care and consent elsewhere, by day and hospital. */
export function ResultsPage() {
  const t = useWords(resultWords);
  const { patient: id }: ResultSearch = route.useSearch();
  const navigate = route.useNavigate();
  const patient = useAnswer(getPatient, id ? { params: { id } } : null);
  const choose = (found?: { readonly id: string }) => void navigate({ search: found ? { patient: found.id } : {}, replace: true });
  return (
    <Page title={t('title')} actions={<ReportFormLinks />}>
      {id ? (
        <Loaded of={patient} skeleton={<Skeleton rows={6} height={40} />}>
          {(found) => <ResultsOf patient={found} onAnother={() => choose()} />}
        </Loaded>
      ) : (
        <>
          <PatientSearch label={t('find')} onChoose={choose} />
          <EmptyState title={t('choose')} text={t('chooseText')} />
        </>
      )}
    </Page>
  );
}

function ResultsOf({ patient, onAnother }: { readonly patient: PatientDetail; readonly onAnother: () => void }) {
  const t = useWords(resultWords);
  const list = usePages(listResults, { query: { patientId: patient.id, limit: 50 } });
  return (
    <>
      <p>
        <PatientLine patient={patient} aliases={patient.aliases} />{' '}
        <button type="button" className="button bare" onClick={onAnother}>
          {t('another')}
        </button>{' '}
        <Link to="/result-passes" search={{ patient: patient.id }}>
          {t('takeAlong')}
        </Link>
      </p>
      <ConsentStrip patientId={patient.id} />
      <Loaded of={list} skeleton={<Skeleton rows={6} height={40} />}>
        {(items) =>
          items.length ? (
            <div className="card">
              <ResultTable items={items} patientId={patient.id} />
              <MoreButton list={list} />
            </div>
          ) : (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          )
        }
      </Loaded>
    </>
  );
}

function ResultTable({ items, patientId }: { readonly items: readonly PatientResult[]; readonly patientId: string }) {
  const t = useWords(resultWords);
  const columns: readonly Column<PatientResult>[] = [
    {
      id: 'item',
      head: t('column.item'),
      title: true,
      cell: ({ name, itemCode, valueNumber }) =>
        itemCode !== null && valueNumber !== null ? (
          <Link to="/results/trend" search={{ patient: patientId, item: itemCode }} title={t('trend')}>
            <strong>{name}</strong>
          </Link>
        ) : (
          <strong>{name}</strong>
        ),
    },
    {
      id: 'value',
      head: t('column.value'),
      cell: (result) => (
        <>
          <span className="figures">{asIssued(result)}</span> {result.flag && t(`flag.${result.flag}`)}{' '}
          {(result.state === 'preliminary' || result.state === 'revoked') && t(result.state)}
        </>
      ),
    },
    { id: 'reference', head: t('column.reference'), cell: (result) => <span className="figures">{reference(result)}</span> },
    { id: 'method', head: t('column.method'), cell: ({ method }) => method ?? t('unknown') },
    { id: 'mark', head: t('column.mark'), cell: ({ mark }) => mark?.label },
    {
      id: 'report',
      head: t('column.report'),
      cell: ({ reportId, reportNumber }) => (
        <Link to="/results/reports/$id" params={{ id: reportId }} className="figures">
          {reportNumber}
        </Link>
      ),
    },
  ];
  const groupOf = ({ performedAt, institution, own }: PatientResult) =>
    `${exact(performedAt).slice(0, 10)} · ${institution.name} · ${t(own ? 'own' : 'other')}`;
  return <Table label={t('list')} columns={columns} rows={items} keyOf={({ id }) => id} groupOf={groupOf} />;
}
