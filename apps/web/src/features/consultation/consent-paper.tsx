import { listConsultationDocuments } from '@alliance/contracts/consultation-document.contract';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { RefusalNote } from '../../ui/states';
import { consultationFormWords } from './consultation-form.locale';
import { sendPaper } from './send-paper';

interface Props {
  /** null: nothing to attach it to before the first save. */
  readonly id: string | null;
  readonly documentId: string | null;
  readonly error: string | undefined;
  readonly onChange: (documentId: string) => void;
}

/** The signed paper of consent, photographed or scanned. */
export function ConsentPaper({ id, documentId, error, onChange }: Props) {
  const t = useWords(consultationFormWords);
  const label = useId();
  const input = useRef<HTMLInputElement>(null);
  // who leaves the page takes the file along
  const sending = useRef<AbortController>(null);
  useEffect(() => () => sending.current?.abort(), []);
  const documents = useAnswer(listConsultationDocuments, id && documentId ? { params: { id } } : null);
  const send = useMutation({
    mutationFn: (file: File) => {
      sending.current = new AbortController();
      return sendPaper(id ?? '', file, sending.current.signal);
    },
    networkMode: 'always',
    onSuccess: (sent) => {
      void touch('consultation');
      onChange(sent);
    },
  });
  const name = documents.data?.items.find((one) => one.id === documentId)?.name ?? t('field.consentDocument');
  if (!id) return <p className="faint">{t('paper.later')}</p>;
  return (
    <div className="field" id="field-consentDocument" tabIndex={-1} role="group" aria-labelledby={label}>
      <span className="field-label" id={label}>
        {t('field.consentDocument')}
      </span>
      <div className="consultation-paper">
        {documentId && !send.isPending && <span>{t('paper.there', { name })}</span>}
        {send.isPending ? (
          <span role="status">{t('paper.sending', { name: send.variables.name })}</span>
        ) : (
          <button type="button" className="button" onClick={() => input.current?.click()}>
            {t(documentId ? 'paper.change' : 'paper.attach')}
          </button>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept="application/pdf,image/jpeg,image/png"
          aria-label={t('paper.attach')}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) send.mutate(file);
            target.value = '';
          }}
        />
      </div>
      {error && <p className="field-error">✕ {error}</p>}
      <RefusalNote error={send.error} />
    </div>
  );
}
