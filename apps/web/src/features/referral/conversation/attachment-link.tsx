import { downloadFile, type Attachment } from '@alliance/contracts/attachment.contract';
import { useState } from 'react';
import { callFile } from '../../../platform/call';
import { saveFile } from '../../../ui/csv';
import { Icon } from '../../../ui/icon';
import { RefusalNote } from '../../../ui/states';

/** A document that something refers to: opens on a press. */
export function AttachmentLink({ attachment: { id, name } }: { readonly attachment: Attachment }) {
  const [error, setError] = useState<unknown>(null);
  const open = () => {
    setError(null);
    callFile(downloadFile, { params: { id } }).then((blob) => saveFile(name, blob), setError);
  };
  return (
    <span className="attachment-link">
      <button type="button" className="button bare" onClick={open}>
        <Icon name="file" size={16} /> <span className="one-line">{name}</span>
      </button>
      <RefusalNote error={error} />
    </span>
  );
}
