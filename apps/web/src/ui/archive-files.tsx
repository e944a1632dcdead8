import { useState } from 'react';
import { saveFile } from './csv';
import { Icon } from './icon';
import { RefusalNote } from './states';

const formats = ['pdf', 'json'] as const;
export type ArchiveFormat = (typeof formats)[number];

interface Props {
  readonly className: string;
  /** Name of the file without its ending. */
  readonly name: string;
  readonly label: (format: ArchiveFormat) => string;
  /** For whoever hears the button without its row. */
  readonly spoken: (format: ArchiveFormat) => string;
  readonly preparing: string;
  readonly fetchFile: (format: ArchiveFormat) => Promise<Blob>;
}

/** One sealed version as a file, for people and for programs. */
export function ArchiveFiles({ className, name, label, spoken, preparing, fetchFile }: Props) {
  const [busy, setBusy] = useState<ArchiveFormat>();
  const [error, setError] = useState<unknown>(null);
  const take = async (format: ArchiveFormat) => {
    setError(null);
    setBusy(format);
    try {
      saveFile(`${name}.${format}`, await fetchFile(format));
    } catch (refused) {
      setError(refused);
    }
    setBusy(undefined);
  };
  return (
    <>
      <p className={className}>
        {formats.map((format) => (
          <button
            key={format}
            type="button"
            className="button"
            disabled={busy !== undefined}
            aria-label={spoken(format)}
            onClick={() => void take(format)}
          >
            <Icon name="file" size={16} /> {busy === format ? preparing : label(format)}
          </button>
        ))}
      </p>
      <RefusalNote error={error} />
    </>
  );
}
