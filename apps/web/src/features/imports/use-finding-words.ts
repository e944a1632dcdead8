import type { ImportReport } from '@alliance/contracts/import.contract';
import { useCallback } from 'react';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { roleWords } from '../../platform/role.locale';
import { registryWords } from '../../ui/registry.locale';
import { importWords } from './import.locale';
import { sheetRow } from './report.policy';
import { useColumnWord } from './use-column-word';

type Finding = ImportReport['flagged'][number];
/** Remarks whose value is the number of another row and, in a grid, its column. */
const namesRow = ['duplicate_row', 'two_rows_elsewhere', 'conflicting_duplicate'];

/** What a remark says, of which column, about which value; codes in all three become words, unknown ones stay. */
export function useFindingWords(
  report: Pick<ImportReport, 'kind' | 'headerRow'>,
): (finding: Finding) => { why: string; column: string | null; value: string | null } {
  const t = useWords(importWords);
  const ifAny = useWordsIfAny(importWords);
  const codes = useWordsIfAny(registryWords);
  const roles = useWordsIfAny(roleWords);
  const word = useColumnWord(report.kind);
  const { headerRow, kind } = report;
  return useCallback(
    ({ reason, column, value }) => {
      const isNamed = namesRow.includes(reason) && (reason !== 'conflicting_duplicate' || kind === 'rota');
      const [, row, where = ''] = (isNamed && /^(\d+)(?: (.*))?$/u.exec(value ?? '')) || [];
      const shown = () => {
        if (value === null) return null;
        if (row !== undefined) return `${t('report.sheetRow', { row: sheetRow({ headerRow }, Number(row)) })} ${where}`.trim();
        // a gap names a county and a type
        if (reason === 'county_without_pair') return value.replace(/\w+$/u, (type) => codes(`type.${type}`) ?? type);
        return reason === 'role_refused' || reason === 'further_appointment' ? (roles(value) ?? value) : value;
      };
      return { why: ifAny(`reason.${reason}`) ?? reason, column: column && word(column), value: shown() };
    },
    [t, ifAny, codes, roles, word, headerRow, kind],
  );
}
