import type { invitePerson } from '@alliance/contracts/person.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { CopyLine } from '../../ui/copy-line';
import { exact } from '../../ui/moment';
import { Skeleton } from '../../ui/states';
import { personWords } from './person.locale';

const QrCode = lazy(() => import('../../ui/qr-code'));
export type OnceLink = AnswerOf<typeof invitePerson>;

interface Props {
  readonly name: string;
  readonly kind: 'invitation' | 'reset';
  readonly link: OnceLink;
  readonly onDone: () => void;
}
/** A link that works once, shown once: to copy, to scan, until when, and how it was sent. */
export function LinkOnce({ name, kind, link, onDone }: Props) {
  const t = useWords(personWords);
  const [scanning, setScanning] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [link]);
  const title = t(`link.${kind}`, { name });
  return (
    <div ref={box} className="link-once" role="group" aria-label={title} tabIndex={-1}>
      <h3>{title}</h3>
      <p>
        {t('link.once')} <span className="soft">{t('link.older')}</span>
      </p>
      <CopyLine label={title} value={link.url} />
      <p className="figures">{t('link.until', { until: exact(link.expiresAt).slice(0, 16) })}</p>
      <p className={link.sentBy.length ? '' : 'note-warn'}>
        {link.sentBy.length
          ? `✓ ${t('link.sentBy', { channels: link.sentBy.map((channel) => t(`link.${channel}`)).join('、') })}`
          : `⚠ ${t('link.notSent')}`}
      </p>
      {scanning ? (
        <Suspense fallback={<Skeleton rows={1} height={200} />}>
          <QrCode value={link.url} label={t('link.qr', { name })} />
        </Suspense>
      ) : (
        <button type="button" className="button" onClick={() => setScanning(true)}>
          {t('link.qrShow')}
        </button>
      )}
      <div className="form-foot">
        <button type="button" className="button" onClick={onDone}>
          {t('link.done')}
        </button>
      </div>
    </div>
  );
}
