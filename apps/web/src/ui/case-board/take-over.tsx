import { offeredDocuments, takeOverDocuments } from '@alliance/contracts/consultation-document.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Dialog } from '../dialog';
import { say } from '../said';
import { RefusalNote } from '../states';
import { byteSize } from '../upload/byte-size';
import { uploadWords } from '../upload/upload.locale';
import { caseBoardWords } from './case-board.locale';

/** Documents that lie with the referral or with the consultation below: chosen, and copied over where they lie. */
export function TakeOver({ consultationId }: { readonly consultationId: string }) {
  const t = useWords(caseBoardWords);
  const uploads = useWords(uploadWords);
  const params = { id: consultationId };
  const { data } = useAnswer(offeredDocuments, { params });
  const [open, setOpen] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const take = useCommand(takeOverDocuments, {
    touches: ['consultation'],
    onDone: ({ items }) => {
      setOpen(false);
      say(t('takeOver.done', { count: items.length }));
    },
  });
  const offered = data?.items ?? [];
  if (!offered.length) return null;
  const chosen = offered.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const flip = (id: string) => setLeft((now) => new Set(now.has(id) ? [...now].filter((each) => each !== id) : [...now, id]));
  return (
    <div>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('takeOver.open', { count: offered.length })}
      </button>
      <Dialog title={t('takeOver.title')} open={open} onClose={() => setOpen(false)}>
        <p className="soft">{t('takeOver.hint')}</p>
        <ul className="case-offered">
          {offered.map(({ id, name, bytes, from, institution }) => (
            <li key={id}>
              <label>
                <input type="checkbox" checked={!left.has(id)} onChange={() => flip(id)} /> {name}
              </label>
              <span className="faint figures">
                {t(`takeOver.from.${from}`)} · {institution} · {byteSize(uploads, bytes)}
              </span>
            </li>
          ))}
        </ul>
        <RefusalNote error={take.error} />
        <button
          type="button"
          className="button primary"
          disabled={!chosen.length || take.isPending}
          onClick={() => take.mutate({ params, body: { sourceIds: chosen } })}
        >
          {t('takeOver.take', { count: chosen.length })}
        </button>
      </Dialog>
    </div>
  );
}
