import type { fileCsv } from '@alliance/contracts/result.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { Table, type Column } from '../../ui/table';
import { csvUploadWords } from './csv-upload.locale';
import { reportProblemWords } from './report-form-problem.locale';

type Filed = ReplyOf<typeof fileCsv>;
type Row = Filed['quarantined'][number];

/** What would become, or has become, of each report of the file. */
export function CsvReport({ report, isTrial }: { readonly report: Filed; readonly isTrial: boolean }) {
  const t = useWords(csvUploadWords);
  const problemWord = useWords(reportProblemWords);
  const may = useMay();
  const columns: readonly Column<Row>[] = [
    { id: 'row', head: t('row'), title: true, width: '110px', cell: ({ row }) => <span className="figures">{t('rowOf', { row })}</span> },
    {
      id: 'problems',
      head: t('problems'),
      cell: ({ problems }) => (
        <ul>
          {problems.map(({ problem, at }) => (
            <li key={`${problem} ${at}`}>✕ {t('at', { problem: problemWord(problem), at })}</li>
          ))}
        </ul>
      ),
    },
  ];
  const counts = [
    [report.filed, '✓', t(isTrial ? 'filed' : 'filedDone')],
    [report.repeated, '＝', t('repeated')],
    [report.quarantined.length, '✕', t('quarantined')],
  ] as const;
  return (
    <section className="card" aria-labelledby="csv-report-title">
      <header className="card-head">
        <h2 id="csv-report-title" tabIndex={-1}>
          {t(isTrial ? 'tried' : 'done')}
        </h2>
      </header>
      <div className="card-body" role="status">
        <ul className="csv-counts">
          {counts.map(([count, shape, word]) => (
            <li key={word}>
              <strong className="figures">{count}</strong> <span aria-hidden="true">{shape}</span> {word}
            </li>
          ))}
        </ul>
        <p className="soft">
          {isTrial && t('triedNote')} {!isTrial && report.quarantined.length > 0 && t('doneNote')}
          {report.quarantined.length === 0 && t('clean')}
        </p>
        {!isTrial && report.quarantined.length > 0 && may('inbound.manage') && (
          <Link to="/inbound" className="button">
            {t('open')}
          </Link>
        )}
      </div>
      {report.quarantined.length > 0 && (
        <Table
          label={t('rows')}
          columns={columns}
          rows={report.quarantined}
          keyOf={({ messageId }) => messageId}
          step={100}
          foldsAt={600}
        />
      )}
    </section>
  );
}
