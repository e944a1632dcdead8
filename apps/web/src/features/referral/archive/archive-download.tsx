import { downloadArchive } from '@alliance/contracts/archive.contract';
import { archiveName } from '@alliance/domain/archive/archive-name';
import { callFile } from '../../../platform/call';
import { useWords } from '../../../platform/i18n';
import { ArchiveFiles } from '../../../ui/archive-files';
import { archiveWords } from './archive.locale';

/** One version of the archive of a referral, as files. */
export function ArchiveDownload({ id, number, version }: { readonly id: string; readonly number: string; readonly version: number }) {
  const t = useWords(archiveWords);
  return (
    <ArchiveFiles
      className="archive-files"
      name={archiveName(number, version)}
      label={(format) => t(format)}
      spoken={(format) => t('downloadOf', { version, format: t(format) })}
      preparing={t('preparing')}
      fetchFile={(format) => callFile(downloadArchive, { params: { id }, query: { format, version } })}
    />
  );
}
