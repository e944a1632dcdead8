import type { ImportReport } from '@alliance/contracts/import.contract';
import { serverNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { csvOf, saveFile } from '../../ui/csv';
import { dayOf } from '../../ui/moment';
import { importWords } from './import.locale';
import { sheetRow, type ReportLine } from './report.policy';
import { useColumnWord } from './use-column-word';
import { useFindingWords } from './use-finding-words';

/** Saves the report: one line per remark, rows without remarks once, codes beside their words. */
export function useReportFile(report: ImportReport): (lines: readonly ReportLine[]) => void {
  const t = useWords(importWords);
  const spell = useFindingWords(report);
  const column = useColumnWord(report.kind);
  const headers = [
    ...[t('report.row'), t('report.outcome'), t('report.label'), t('report.findings'), t('report.code')],
    ...[t('report.column', { column: '' }), t('report.value', { value: '' }), t('outcome.updated')],
  ].map((head) => head.replace(/[“”]/gu, '').trim());
  const rowsOf = ({ row, outcome, label, changed, rejected, flagged }: ReportLine) => {
    const start = [row ? sheetRow(report, row) : null, t(`outcome.${outcome}`), label];
    const end = changed.map(column).join('、');
    const findings = [...rejected, ...flagged];
    if (!findings.length) return [[...start, '', '', '', '', end]];
    return findings.map((finding) => {
      const { why, column: where, value } = spell(finding);
      return [...start, why, finding.reason, where, value, end];
    });
  };
  return (lines) => {
    const name = `${t('report.file')}-${t(`file.${report.kind}`)}-${dayOf(serverNow())}.csv`;
    saveFile(name, csvOf(headers, lines.flatMap(rowsOf)));
  };
}
