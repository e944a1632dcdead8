import { downloadProtocolFile } from '@alliance/contracts/protocol.contract';
import { useState, type ReactNode } from 'react';
import { callFile } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { useErrorWords } from '../../platform/refusal';
import { saveFile } from '../csv';
import { Icon } from '../icon';
import { criteriaWords } from './criteria.locale';

/** An attachment of a protocol, fetched as whom one acts and handed to the browser's downloads. */
export function FileButton({ id, name, children }: { readonly id: string; readonly name?: string; readonly children: ReactNode }) {
  const t = useWords(criteriaWords);
  const say = useErrorWords();
  const [error, setError] = useState<unknown>(null);
  const open = () => {
    setError(null);
    callFile(downloadProtocolFile, { params: { id } }).then((blob) => saveFile(name ?? nameFor(id, blob), blob), setError);
  };
  return (
    <>
      <button type="button" className="file-button" title={t('link.file')} onClick={open}>
        <Icon name="file" size={14} /> {children}
      </button>
      {error !== null && (
        <span className="file-lost" role="alert">
          ✕ {t('fileLost')}：{say(error, true)}
        </span>
      )}
    </>
  );
}

const endings: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };
const nameFor = (id: string, { type }: Blob): string => `${id.slice(-12)}.${endings[type] ?? 'bin'}`;
