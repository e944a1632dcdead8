import { attachFile } from '@alliance/contracts/attachment.contract';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useCommand } from '../../platform/command';
import { formFile } from '../../platform/form-file';
import { useWords } from '../../platform/i18n';
import { RefusalNote } from '../../ui/states';
import { greenWords } from './green.locale';
import { preparePhoto, type Photo } from './photo';

/** The camera, and whether what it saw can be read. */
export function PhotoField({ photo, onPhoto }: { readonly photo: Photo | null; readonly onPhoto: (photo: Photo) => void }) {
  const t = useWords(greenWords);
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setReading(true);
    onPhoto(await preparePhoto(file));
    setReading(false);
  };
  return (
    <section className="green-part" aria-label={t('photo.title')}>
      <h2>{t('photo.title')}</h2>
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        accept="image/jpeg,image/png"
        capture="environment"
        aria-label={t('photo.take')}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {t(photo ? 'photo.again' : 'photo.take')}
      </button>
      <p role="status" className={photo?.blurred ? 'note-warn' : 'soft'}>
        {reading
          ? t('photo.reading')
          : photo && t(photo.blurred === null ? 'photo.unknown' : photo.blurred ? 'photo.blurred' : 'photo.sharp')}
      </p>
    </section>
  );
}

/** Sends the photograph after the alarm, which never waits for it. */
export function PhotoUpload({ referralId, photo }: { readonly referralId: string; readonly photo: Photo }) {
  const t = useWords(greenWords);
  const attach = useCommand(attachFile, { touches: ['referral'] });
  const started = useRef<Photo>(null);
  const { mutate } = attach;
  const send = () => mutate({ params: { id: referralId }, body: { file: formFile(photo.file) } });
  const begin = useEffectEvent(send);
  useEffect(() => {
    if (started.current === photo) return;
    started.current = photo;
    begin();
  }, [photo]);
  return (
    <div role="status">
      {attach.isPending && <p>{t('photo.sending')}</p>}
      {attach.isSuccess && <p className="note-good">{t('photo.sent')}</p>}
      {attach.isError && (
        <div className="note-warn">
          <p>{t('photo.failed')}</p>
          <RefusalNote error={attach.error} />
          <button type="button" className="button" onClick={send}>
            {t('photo.retry')}
          </button>
        </div>
      )}
    </div>
  );
}
