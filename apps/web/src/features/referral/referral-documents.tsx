import { downloadFile, removeFile, type Attachment } from '@alliance/contracts/attachment.contract';
import { useEffect, useState } from 'react';
import { callFile } from '../../platform/call';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { saveFile } from '../../ui/csv';
import { Icon } from '../../ui/icon';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { AttachFiles } from '../../ui/upload/attach-files';
import { byteSize } from '../../ui/upload/byte-size';
import { PictureDialog } from '../../ui/upload/picture-dialog';
import { uploadWords } from '../../ui/upload/upload.locale';
import { documentWords } from './documents.locale';
import './referral-documents.css';

/** Documents of a referral: look, download, add; and take out again while it is a draft. */
export function ReferralDocuments(props: {
  readonly id: string;
  readonly attachments: readonly Attachment[];
  readonly mayAdd: boolean;
  readonly mayRemove?: boolean;
  /** Something was added or taken out. */
  readonly onAdded?: () => void;
}) {
  const { id, attachments, mayAdd, mayRemove = false, onAdded } = props;
  const t = useWords(documentWords);
  return (
    <section className="detail-part">
      <h2>{t('title')}</h2>
      {attachments.length ? (
        <ul className="documents">
          {attachments.map((attachment) => (
            <Document key={attachment.id} attachment={attachment} mayRemove={mayRemove} onRemoved={onAdded} />
          ))}
        </ul>
      ) : (
        <p className="faint">{t('none')}</p>
      )}
      {mayAdd && <AttachFiles referralId={id} onAttached={() => onAdded?.()} />}
    </section>
  );
}

function Document(props: { readonly attachment: Attachment; readonly mayRemove: boolean; readonly onRemoved: (() => void) | undefined }) {
  const { attachment, mayRemove, onRemoved } = props;
  const { name, bytes, at, institution, quarantine } = attachment;
  const t = useWords(documentWords);
  const uploads = useWords(uploadWords);
  return (
    <li className="document">
      {quarantine ? (
        <span className="document-name document-locked">
          <Icon name="warn" size={16} /> <span className="one-line">{name}</span>
          <strong className="document-mark">{t('quarantined')}</strong>
        </span>
      ) : (
        <OpenDocument attachment={attachment} />
      )}
      <span className="faint figures document-about">
        {byteSize(uploads, bytes)} · {institution} · <When at={at} />
      </span>
      {mayRemove && <RemoveDocument attachment={attachment} onRemoved={onRemoved} />}
      {quarantine && <p className="soft document-why">{t('quarantinedWhy', { reason: uploads(`reason.${quarantine}`), institution })}</p>}
    </li>
  );
}

/** Photographs open here, everything else in the program that the machine has for it. Only who opens it is on record as having seen it. */
function OpenDocument({ attachment: { id, name, mediaType } }: { readonly attachment: Attachment }) {
  const t = useWords(documentWords);
  const uploads = useWords(uploadWords);
  const [error, setError] = useState<unknown>(null);
  const [opening, setOpening] = useState(false);
  const [picture, setPicture] = useState<{ readonly url: string; readonly blob: Blob }>();
  useEffect(() => (picture ? () => URL.revokeObjectURL(picture.url) : undefined), [picture]);
  const isPicture = mediaType === 'image/jpeg' || mediaType === 'image/png';
  const fetched = (then: (blob: Blob) => void) => {
    setError(null);
    setOpening(true);
    callFile(downloadFile, { params: { id } })
      .then(then, setError)
      .finally(() => setOpening(false));
  };
  const save = (blob: Blob) => saveFile(name, blob);
  const look = (blob: Blob) => setPicture({ url: URL.createObjectURL(new Blob([blob], { type: mediaType })), blob });
  return (
    <>
      <button
        type="button"
        className="button bare document-name"
        title={t(isPicture ? 'open' : 'save', { name })}
        disabled={opening}
        onClick={() => fetched(isPicture ? look : save)}
      >
        <Icon name="file" size={16} /> <span className="one-line">{name}</span>
      </button>
      {opening && isPicture && (
        <span className="faint" role="status">
          {uploads('picture.loading')}
        </span>
      )}
      <RefusalNote error={error} />
      {picture && <PictureDialog name={name} url={picture.url} onSave={() => save(picture.blob)} onClose={() => setPicture(undefined)} />}
    </>
  );
}

function RemoveDocument({ attachment, onRemoved }: { readonly attachment: Attachment; readonly onRemoved: (() => void) | undefined }) {
  const { id, name } = attachment;
  const t = useWords(documentWords);
  const [asked, setAsked] = useState(false);
  const remove = useCommand(removeFile, {
    touches: ['referral'],
    onDone: () => {
      say(t('removed', { name }));
      onRemoved?.();
    },
  });
  if (!asked)
    return (
      <button type="button" className="button bare" aria-label={t('removeName', { name })} onClick={() => setAsked(true)}>
        {t('remove')}
      </button>
    );
  return (
    <span className="document-sure" role="group" aria-label={t('removeName', { name })}>
      <span className="soft">{t('removeSure')}</span>
      <button type="button" className="button" disabled={remove.isPending} onClick={() => remove.mutate({ params: { id } })}>
        {t('removeYes')}
      </button>
      <button type="button" className="button bare" autoFocus onClick={() => setAsked(false)}>
        {t('removeNo')}
      </button>
      <RefusalNote error={remove.error} />
    </span>
  );
}
