import type { ImportReport } from '@alliance/contracts/import.contract';
import { staffKinds } from '@alliance/domain/imports/import.types';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type RefObject } from 'react';
import { useWords } from '../../platform/i18n';
import { ReportTable } from './report-table';
import { changing, fits, linesOf, reportFilters, type ReportFilter } from './report.policy';
import { importWords } from './import.locale';
import { outcomeShapes } from './outcome';
import { useReportFile } from './use-report-file';
import type { useRun } from './use-import';

interface Props {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly report: ImportReport;
  readonly run: Pick<ReturnType<typeof useRun>, 'isSame' | 'isImporting' | 'importIt'>;
  readonly fileName: string | undefined;
}

/** Row by row what would happen or has happened; the import itself stands at the bottom right. */
export function ImportReportCard({ heading, report, run, fileName }: Props) {
  const t = useWords(importWords);
  const [filter, setFilter] = useState<ReportFilter>();
  const lines = useMemo(() => linesOf(report), [report]);
  const shown = lines.filter((line) => fits(line, filter));
  const download = useReportFile(report);
  const rows = lines.filter(({ row }) => row > 0).length;
  return (
    <section className="card import-report" aria-labelledby="import-report-title">
      <header className="card-head">
        <h2 ref={heading} id="import-report-title" tabIndex={-1}>
          {t(report.dryRun ? 'report.title' : 'report.titleApplied')}
        </h2>
        <span className="faint">{[fileName, report.encoding.toUpperCase(), report.source].filter(Boolean).join(' · ')}</span>
      </header>
      <div className="card-body import-summary" role="status">
        {report.dryRun ? (
          <p className="soft">
            {t('report.dryNote')}
            {report.institutionsCreated > 0 && ` · ${t('report.institutionsPlan', { count: report.institutionsCreated })}`}
          </p>
        ) : (
          <p className="note-good">
            ✓ {t('report.applied', { created: report.created, updated: report.updated })}
            {report.institutionsCreated > 0 && ` · ${t('report.institutions', { count: report.institutionsCreated })}`}
          </p>
        )}
        {!!report.withoutAccount && <p className="soft">{t('report.withoutAccount', { count: report.withoutAccount })}</p>}
        {!run.isSame && report.dryRun && <p className="note-warn">⚠ {t('apply.changed')}</p>}
      </div>
      <div className="import-tiles" role="group" aria-label={t('report.filter')}>
        <Tile word={t('report.all')} shape="" count={rows} on={!filter} onPress={() => setFilter(undefined)} />
        {reportFilters.map((one) => (
          <Tile
            key={one}
            word={t(`outcome.${one}`)}
            shape={outcomeShapes[one]}
            count={lines.filter((line) => fits(line, one)).length}
            on={filter === one}
            onPress={() => setFilter(filter === one ? undefined : one)}
          />
        ))}
      </div>
      {shown.length ? (
        <ReportTable key={filter ?? 'all'} lines={shown} report={report} />
      ) : (
        <p className="card-body soft">{t('report.empty')}</p>
      )}
      <Foot report={report} run={run} onDownload={() => download(lines)} />
    </section>
  );
}

function Tile(props: {
  readonly word: string;
  readonly shape: string;
  readonly count: number;
  readonly on: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" className="tile" aria-pressed={props.on} onClick={props.onPress}>
      <span className="tile-count figures">{props.count}</span>
      <span>
        <span aria-hidden="true">{props.shape}</span> {props.word}
      </span>
    </button>
  );
}

/** Where the imported things are seen. */
const placeOf = {
  pairings: { to: '/pairings', word: 'report.toPairings' },
  institutions: { to: '/institutions', word: 'report.toInstitutions' },
  people: { to: '/people', word: 'report.toPeople' },
  rota: { to: '/duty', word: 'report.toRota' },
} as const;

function Foot({ report, run, onDownload }: Pick<Props, 'report' | 'run'> & { readonly onDownload: () => void }) {
  const t = useWords(importWords);
  const count = changing(report);
  const { created, updated } = report;
  const isStaff = staffKinds.some((kind) => kind === report.kind);
  const rejected = report.rows.filter(({ outcome }) => outcome === 'rejected').length;
  const why = !run.isSame
    ? t('apply.changed')
    : count === 0
      ? t('apply.nothing')
      : rejected > 0
        ? t('apply.rejected', { count: rejected })
        : '';
  const open = run.isSame && count > 0;
  return (
    <footer className="import-foot sticky">
      {report.dryRun && why && (
        <span id="import-why" className={open ? 'import-why' : 'import-why soft'}>
          {why}
        </span>
      )}
      <button type="button" className="button" onClick={onDownload}>
        {t('report.download')}
      </button>
      {report.dryRun ? (
        <button
          type="button"
          className="button primary"
          aria-disabled={!open || run.isImporting}
          aria-describedby={why ? 'import-why' : undefined}
          onClick={() => open && run.importIt()}
        >
          {run.isImporting ? t('apply.running') : isStaff ? t('apply.staff', { created, updated }) : t('apply.run', { count })}
        </button>
      ) : (
        <Link to={placeOf[report.kind].to} className="button primary">
          {t(placeOf[report.kind].word)}
        </Link>
      )}
    </footer>
  );
}
