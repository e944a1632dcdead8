import type { Say } from '../../platform/i18n';
import type { uploadWords } from './upload.locale';

/** A size as people read it: `640 KB`, `12.5 MB`. */
export const byteSize = (t: Say<typeof uploadWords>, bytes: number): string =>
  bytes < 1_000_000
    ? t('bytes.kb', { count: Math.max(1, Math.round(bytes / 1_024)) })
    : t('bytes.mb', { count: Number((bytes / 1_048_576).toFixed(1)) });
