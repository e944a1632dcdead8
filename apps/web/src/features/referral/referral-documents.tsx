import { attachFile, downloadFile, type Attachment } from '@alliance/contracts/attachment.contract';
import { useRef, useState } from 'react';
import { callFile } from '../../platform/call';
import { useCommand } from '../../platform/command';
import { formFile } from '../../platform/form-file';
import { useWords } from '../../platform/i18n';
import { saveFile } from '../../ui/csv';
import { Icon } from '../../ui/icon';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { detailWords } from './detail.locale';
import './referral-documents.css';

const largest = 20 * 1024 * 1024;

/** Documents of a referral: open, add. */
export function ReferralDocuments(props: {
  readonly id: string;
  readonly attachments: readonly Attachment[];
  readonly mayAdd: boolean;
  readonly onAdded?: () => void;
}) {
  const t = useWords(detailWords);
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState('');
  const attach = useCommand(attachFile, { touches: ['referral'], onDone: ({ name }) => say(t('added', { name })) });
  const [sending, setSending] = useState('');

  async function add(files: readonly File[]) {
    const heavy = files.filter(({ size }) => size > largest);
    setTooLarge(heavy.map(({ name }) => name).join('、'));
    for (const file of files.filter(({ size }) => size <= largest)) {
      setSending(file.name);
      await attach.mutateAsync({ params: { id: props.id }, body: { file: formFile(file) } }).catch(() => undefined);
    }
    setSending('');
    props.onAdded?.();
  }
  return (
    <section className="detail-part">
      <h2>{t('documents')}</h2>
      {props.attachments.length ? (
        <ul className="documents">
          {props.attachments.map((attachment) => (
            <Document key={attachment.id} attachment={attachment} />
          ))}
        </ul>
      ) : (
        <p className="faint">{t('noDocuments')}</p>
      )}
      {tooLarge && <p className="note-bad">{t('tooLarge', { name: tooLarge })}</p>}
      <RefusalNote error={attach.error} />
      {props.mayAdd && (
        <p className="documents-add">
          <input
            ref={input}
            type="file"
            className="unseen"
            tabIndex={-1}
            multiple
            accept="application/pdf,image/jpeg,image/png"
            aria-label={t('addDocument')}
            onChange={(event) => {
              void add([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          <button type="button" className="button" disabled={sending !== ''} onClick={() => input.current?.click()}>
            <Icon name="plus" size={16} /> {sending ? t('uploading', { name: sending }) : t('addDocument')}
          </button>
          <span className="faint">{t('documentHint')}</span>
        </p>
      )}
    </section>
  );
}

function Document({ attachment }: { readonly attachment: Attachment }) {
  const t = useWords(detailWords);
  const [error, setError] = useState<unknown>(null);
  const { id, name, bytes, at, institution } = attachment;
  const open = () => {
    setError(null);
    callFile(downloadFile, { params: { id } }).then((blob) => saveFile(name, blob), setError);
  };
  return (
    <li>
      <button type="button" className="button bare" onClick={open}>
        <Icon name="file" size={16} /> <span className="one-line">{name}</span>
      </button>
      <span className="faint figures">
        {t('size', { kb: Math.max(1, Math.round(bytes / 1024)) })} · {institution} · <When at={at} />
      </span>
      <RefusalNote error={error} />
    </li>
  );
}
