import type { Attachment } from '@alliance/contracts/attachment.contract';
import { useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore, type DragEvent } from 'react';
import { useWords } from '../../platform/i18n';
import { Icon } from '../icon';
import { say } from '../said';
import { UploadRow } from './upload-row';
import { uploadWords } from './upload.locale';
import { uploadsOf } from './uploads';
import './attach-files.css';

type Props = (
  { readonly referralId: string; readonly consultationId?: never } | { readonly consultationId: string; readonly referralId?: never }
) & {
  readonly onAttached: (attachment: Attachment) => void;
  /** A button beside something else, without hints and without a place to drop on. */
  readonly compact?: boolean;
  /** Tells several on one page apart: each hears of its own documents only. */
  readonly place?: string;
};

/** A telephone converts its own pictures only for a page that names what it takes; elsewhere files of scanners often have no extension. */
const onTelephone = () => typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches;
const telephoneTypes = 'application/pdf,image/jpeg,image/png';

/** Adds documents to a referral or a consultation: chosen, dropped, pasted or photographed, several at once, over lines that break. */
export function AttachFiles({ referralId, consultationId, onAttached, compact = false, place = compact ? 'beside' : 'list' }: Props) {
  const t = useWords(uploadWords);
  const uploads = useMemo(
    () => uploadsOf(consultationId ? { kind: 'consultation', id: consultationId } : { kind: 'referral', id: referralId ?? '' }, place),
    [referralId, consultationId, place],
  );
  const jobs = useSyncExternalStore(uploads.watch, uploads.jobs);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const add = (files: FileList | null | undefined) => {
    if (files?.length) uploads.add([...files]);
  };
  const attached = useEffectEvent((attachment: Attachment) => {
    const { name, quarantine } = attachment;
    if (quarantine) say(t('quarantined', { name, reason: t(`reason.${quarantine}`) }), { urgent: true });
    else say(t('done', { name }));
    onAttached(attachment);
  });
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    if (!event.clipboardData?.files.length || document.querySelector('dialog[open]')) return;
    // of several on one page the one where somebody writes
    if (compact && !input.current?.closest('[role=group], form')?.contains(document.activeElement)) return;
    event.preventDefault();
    add(event.clipboardData.files);
  });
  useEffect(() => uploads.whenAttached((attachment) => attached(attachment)), [uploads]);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => pasted(event);
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  const picker = (ref: typeof input, label: string, more: { accept?: string; capture?: 'environment'; multiple?: boolean }) => (
    <input
      ref={ref}
      type="file"
      className="unseen"
      tabIndex={-1}
      aria-label={label}
      {...more}
      onChange={(event) => {
        add(event.target.files);
        event.target.value = '';
      }}
    />
  );
  return (
    <div
      className={`attach ${compact ? 'compact' : ''} ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      {picker(input, t('attach'), { multiple: true, ...(onTelephone() && { accept: telephoneTypes }) })}
      {picker(camera, t('photo'), { accept: 'image/jpeg,image/png', capture: 'environment' })}
      <p className="attach-buttons">
        <button type="button" className="button" onClick={() => input.current?.click()}>
          <Icon name="plus" size={16} /> {t(compact ? 'attach' : 'choose')}
        </button>
        <button type="button" className="button attach-camera" onClick={() => camera.current?.click()}>
          {t('photo')}
        </button>
        {!compact && <span className="faint">{t(over ? 'dropHere' : 'hint')}</span>}
      </p>
      {jobs.length > 0 && (
        <ul className="attach-list" aria-label={t('list')}>
          {jobs.map((job) => (
            <UploadRow key={job.id} job={job} uploads={uploads} />
          ))}
        </ul>
      )}
    </div>
  );
}
