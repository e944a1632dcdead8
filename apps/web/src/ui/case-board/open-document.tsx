import { consultationDocumentContent } from '@alliance/contracts/consultation-document.contract';
import { useEffect, useState } from 'react';
import { callFile } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { saveFile } from '../csv';
import { Icon } from '../icon';
import { RefusalNote } from '../states';
import { PictureDialog } from '../upload/picture-dialog';
import { caseBoardWords } from './case-board.locale';

export const isPicture = (mediaType: string): boolean => mediaType === 'image/jpeg' || mediaType === 'image/png';

interface Props {
  readonly consultationId: string;
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
}

/** Photographs open here, everything else in the program that the machine has for it. Only who opens it is on record as having seen it. */
export function OpenDocument({ consultationId, id, name, mediaType }: Props) {
  const t = useWords(caseBoardWords);
  const [error, setError] = useState<unknown>(null);
  const [opening, setOpening] = useState(false);
  const [picture, setPicture] = useState<{ readonly url: string; readonly blob: Blob }>();
  useEffect(() => (picture ? () => URL.revokeObjectURL(picture.url) : undefined), [picture]);
  const looks = isPicture(mediaType);
  const open = () => {
    setError(null);
    setOpening(true);
    callFile(consultationDocumentContent, { params: { id: consultationId, documentId: id } })
      .then((blob) =>
        looks ? setPicture({ url: URL.createObjectURL(new Blob([blob], { type: mediaType })), blob }) : saveFile(name, blob),
      )
      .catch(setError)
      .finally(() => setOpening(false));
  };
  return (
    <span className="case-document-open">
      <button
        type="button"
        className="button bare case-document-name"
        title={t(looks ? 'documents.open' : 'documents.save', { name })}
        disabled={opening}
        onClick={open}
      >
        <Icon name="file" size={16} /> <span className="one-line">{name}</span>
      </button>
      <RefusalNote error={error} />
      {picture && (
        <PictureDialog name={name} url={picture.url} onSave={() => saveFile(name, picture.blob)} onClose={() => setPicture(undefined)} />
      )}
    </span>
  );
}
