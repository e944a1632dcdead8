import { downloadConsultationArchive } from '@alliance/contracts/consultation-archive.contract';
import { useState } from 'react';
import { callFile } from '../../../platform/call';
import { useWords } from '../../../platform/i18n';
import { saveFile } from '../../../ui/csv';
import { Icon } from '../../../ui/icon';
import { RefusalNote } from '../../../ui/states';
import { consultationArchiveWords } from './archive.locale';

const formats = ['pdf', 'json'] as const;
type Format = (typeof formats)[number];

/** One version as a file, for people and for programs. */
export function ArchiveFiles({ id, number, version }: { readonly id: string; readonly number: string; readonly version: number }) {
  const t = useWords(consultationArchiveWords);
  const [busy, setBusy] = useState<Format>();
  const [error, setError] = useState<unknown>(null);
  const take = async (format: Format) => {
    setError(null);
    setBusy(format);
    try {
      const file = await callFile(downloadConsultationArchive, { params: { id }, query: { format, version } });
      saveFile(`${t('file', { number, version })}.${format}`, file);
    } catch (refused) {
      setError(refused);
    }
    setBusy(undefined);
  };
  return (
    <>
      <p className="consultation-seat-do">
        {formats.map((format) => (
          <button
            key={format}
            type="button"
            className="button"
            disabled={busy !== undefined}
            aria-label={t('downloadOf', { version, format: t(format) })}
            onClick={() => void take(format)}
          >
            <Icon name="file" size={16} /> {busy === format ? t('preparing') : t(format)}
          </button>
        ))}
      </p>
      <RefusalNote error={error} />
    </>
  );
}
