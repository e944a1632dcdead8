import { getOriginal, getReport } from '@alliance/contracts/result.contract';
import type { ReportView, TestResult } from '@alliance/contracts/result.schema';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { callFile } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { saveFile } from '../../ui/csv';
import { When } from '../../ui/moment-view';
import { Page } from '../../ui/page';
import { Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { reportWords } from './report.locale';
import { asIssued, reference } from './result-text';
import { resultWords } from './result.locale';

const route = getRouteApi('/inside/results/reports/$id');

/** One report as its hospital issued it: data first, its conclusion apart, and every edition. */
export function ReportPage() {
  const t = useWords(reportWords);
  const { id } = route.useParams();
  const report = useAnswer(getReport, { params: { id } });
  return (
    <Page
      title={report.data ? `${report.data.title} · ${report.data.number}` : t('title')}
      actions={
        report.data && (
          <>
            <Link to="/results" search={{ patient: report.data.patientId }} className="button">
              {t('back')}
            </Link>
            {report.data.actions.length > 0 && (
              <Link to="/results/reports/$id/correct" params={{ id }} className="button">
                {t('correct')}
              </Link>
            )}
          </>
        )
      }
    >
      <Loaded of={report} skeleton={<Skeleton rows={10} />}>
        {(of) => <Report of={of} />}
      </Loaded>
    </Page>
  );
}

function Report({ of }: { readonly of: ReportView }) {
  const t = useWords(reportWords);
  return (
    <>
      {of.state === 'revoked' && <p role="alert">{t('revoked')}</p>}
      {!of.current && of.state !== 'revoked' && <p role="alert">{t('superseded')}</p>}
      <p>
        <strong>{of.patientName}</strong> · {of.institution.name}
        {of.department ? ` · ${of.department}` : ''} · {t('edition', { edition: of.edition })} ·{' '}
        {t(`images.${of.imagesAvailable ? 'yes' : 'no'}`)}
      </p>
      <p className="soft">
        {t('performed')} <When at={of.performedAt} /> · {t('issued')} <When at={of.issuedAt} />
        {of.reportedBy ? ` · ${t('by')} ${of.reportedBy}` : ''}
        {of.reviewedBy ? ` · ${t('reviewed')} ${of.reviewedBy}` : ''}
      </p>
      <div className="card">
        <ReportTable results={of.results} />
      </div>
      {of.conclusion && (
        <section className="card" aria-label={t('conclusion', { hospital: of.institution.name })}>
          <header className="card-head">
            <h2>{t('conclusion', { hospital: of.institution.name })}</h2>
          </header>
          <div className="card-body">
            <p>{of.conclusion}</p>
            <p className="soft">{t('notRecognised')}</p>
          </div>
        </section>
      )}
      {of.hasOriginal && <Original id={of.id} number={of.number} />}
      <Editions of={of} />
    </>
  );
}

function ReportTable({ results }: { readonly results: readonly TestResult[] }) {
  const t = useWords(resultWords);
  const words = useWords(reportWords);
  const columns: readonly Column<TestResult>[] = [
    { id: 'item', head: t('column.item'), title: true, cell: ({ name }) => <strong>{name}</strong> },
    {
      id: 'value',
      head: t('column.value'),
      cell: (result) => (
        <>
          <span className="figures">{asIssued(result)}</span> {result.flag && t(`flag.${result.flag}`)}{' '}
          {result.value !== null && result.itemUnit !== null && result.unit !== result.itemUnit && (
            <span className="faint">{words('converted', { value: result.value, unit: result.itemUnit })}</span>
          )}
        </>
      ),
    },
    { id: 'reference', head: t('column.reference'), cell: (result) => <span className="figures">{reference(result)}</span> },
    { id: 'method', head: t('column.method'), cell: ({ method }) => method ?? t('unknown') },
    { id: 'mark', head: t('column.mark'), cell: ({ mark }) => mark?.label },
  ];
  return <Table label={words('results')} columns={columns} rows={results} keyOf={({ id }) => id} />;
}

function Original({ id, number }: { readonly id: string; readonly number: string }) {
  const t = useWords(reportWords);
  const [failed, setFailed] = useState<unknown>(null);
  const download = () =>
    callFile(getOriginal, { params: { id } }).then(
      (bytes) => saveFile(`${number}.txt`, bytes),
      (error: unknown) => setFailed(error),
    );
  return (
    <p>
      <button type="button" className="button" onClick={() => void download()}>
        {t('original')}
      </button>
      <RefusalNote error={failed} />
    </p>
  );
}

function Editions({ of: { id, editions } }: { readonly of: ReportView }) {
  const t = useWords(reportWords);
  if (editions.length < 2) return null;
  return (
    <section aria-label={t('editions')}>
      <h2>{t('editions')}</h2>
      <ul>
        {editions.map((one) => (
          <li key={one.id}>
            {one.id === id ? (
              <strong>{t('edition', { edition: one.edition })}</strong>
            ) : (
              <Link to="/results/reports/$id" params={{ id: one.id }}>
                {t('edition', { edition: one.edition })}
              </Link>
            )}{' '}
            <When at={one.filedAt} /> {one.reason ? `${t('reason')}：${one.reason}` : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}
