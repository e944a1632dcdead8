import type { ImportReport } from '@alliance/contracts/import.contract';
import { useWords } from '../../platform/i18n';
import { Table } from '../../ui/table';
import { importWords } from './import.locale';
import { outcomeShapes } from './outcome';
import { sheetRow, type ReportLine } from './report.policy';
import { useColumnWord } from './use-column-word';
import { useFindingWords } from './use-finding-words';

/** Each row of the file: its number, what happens to it, and why. */
export function ReportTable({ lines, report }: { readonly lines: readonly ReportLine[]; readonly report: ImportReport }) {
  const t = useWords(importWords);
  const word = useColumnWord(report.kind);
  return (
    <Table
      label={t('report.findings')}
      rows={lines}
      keyOf={({ key }) => key}
      step={100}
      foldsAt={600}
      columns={[
        {
          id: 'row',
          head: t('report.row'),
          width: '88px',
          cell: ({ row }) =>
            row ? (
              <span className="figures report-row">
                {sheetRow(report, row)} <span className="faint">{t('report.dataRow', { row })}</span>
              </span>
            ) : (
              t('report.wholeRow')
            ),
        },
        {
          id: 'outcome',
          head: t('report.outcome'),
          width: '96px',
          cell: ({ outcome }) => (
            <span className={`outcome ${outcome}`}>
              <span aria-hidden="true">{outcomeShapes[outcome]}</span> {t(`outcome.${outcome}`)}
            </span>
          ),
        },
        {
          id: 'label',
          head: t('report.label'),
          width: '36%',
          title: true,
          cell: ({ row, label }) => label || (row ? null : t('report.whole')),
        },
        {
          id: 'findings',
          head: t('report.findings'),
          cell: ({ rejected, flagged, changed }) =>
            rejected.length || flagged.length || changed.length ? (
              <ul className="findings">
                {rejected.map((finding, at) => (
                  <Finding key={`r${at}`} of={finding} report={report} rejected />
                ))}
                {flagged.map((finding, at) => (
                  <Finding key={`f${at}`} of={finding} report={report} />
                ))}
                {changed.length > 0 && <li className="soft">{t('report.changed', { names: changed.map(word).join(t('comma')) })}</li>}
              </ul>
            ) : null,
        },
      ]}
    />
  );
}

interface FindingProps {
  readonly of: ImportReport['flagged'][number];
  readonly report: ImportReport;
  readonly rejected?: boolean;
}
function Finding({ of, report, rejected = false }: FindingProps) {
  const t = useWords(importWords);
  const { why, column, value } = useFindingWords(report)(of);
  const where = [
    column === null ? '' : t('report.column', { column }),
    value === null || value === of.column ? '' : t('report.value', { value }),
  ].filter(Boolean);
  return (
    <li className={rejected ? 'finding rejected' : 'finding'}>
      <span aria-hidden="true">{rejected ? '✕' : '⚠'}</span> {why}
      {where.length > 0 && <span className="faint finding-where">{where.join(' · ')}</span>}
    </li>
  );
}
