import type { ImportKind } from '@alliance/domain/imports/import.types';
import { useCallback } from 'react';
import { useWordsIfAny } from '../../platform/i18n';
import { importWords } from './import.locale';

/** A column of ours in words; a name nobody knows stays as it is. */
export function useColumnWord(kind: ImportKind): (column: string) => string {
  const ifAny = useWordsIfAny(importWords);
  return useCallback((column) => ifAny(`column.${kind}.${column}`) ?? ifAny(`column.${column}`) ?? column, [ifAny, kind]);
}
