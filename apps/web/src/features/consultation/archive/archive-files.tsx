import { downloadConsultationArchive } from '@alliance/contracts/consultation-archive.contract';
import { callFile } from '../../../platform/call';
import { useWords } from '../../../platform/i18n';
import { ArchiveFiles as Files } from '../../../ui/archive-files';
import { consultationArchiveWords } from './archive.locale';

/** One version of the archive of a consultation, as files. */
export function ArchiveFiles({ id, number, version }: { readonly id: string; readonly number: string; readonly version: number }) {
  const t = useWords(consultationArchiveWords);
  return (
    <Files
      className="consultation-seat-do"
      name={t('file', { number, version })}
      label={(format) => t(format)}
      spoken={(format) => t('downloadOf', { version, format: t(format) })}
      preparing={t('preparing')}
      fetchFile={(format) => callFile(downloadConsultationArchive, { params: { id }, query: { format, version } })}
    />
  );
}
