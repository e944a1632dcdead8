import { reportColumns } from '@alliance/domain/recognition/intake/report-table';
import { csvOf } from '../../ui/csv';
import type { Language } from '../../platform/i18n';

/** A table with nothing but its head, in words that the server reads. */
export const csvTemplate = (language: Language): string =>
  csvOf(
    Object.values(reportColumns).map((names) => (language === 'zh' && names.find((name) => /\p{Script=Han}/u.test(name))) || names[0]),
    [],
  );
