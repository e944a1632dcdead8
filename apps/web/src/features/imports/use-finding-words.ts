import type { ImportReport } from '@alliance/contracts/import.contract';
import { useCallback } from 'react';
import { useWordsIfAny } from '../../platform/i18n';
import { registryWords } from '../../ui/registry.locale';
import { importWords } from './import.locale';

type Finding = ImportReport['flagged'][number];
/** What a remark says, of which column, about which value; codes in all three become words, unknown ones stay. */
export function useFindingWords(): (finding: Finding) => { why: string; column: string | null; value: string | null } {
  const ifAny = useWordsIfAny(importWords);
  const codes = useWordsIfAny(registryWords);
  return useCallback(
    ({ reason, column, value }) => ({
      why: ifAny(`reason.${reason}`) ?? reason,
      column: column && (ifAny(`column.${column}`) ?? column),
      // a gap names a county and a type
      value: reason === 'county_without_pair' && value ? value.replace(/\w+$/u, (type) => codes(`type.${type}`) ?? type) : value,
    }),
    [ifAny, codes],
  );
}
