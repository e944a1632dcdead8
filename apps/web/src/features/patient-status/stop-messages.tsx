import { lookAtPatientStatus, stopPatientMessages, type PatientStatus } from '@alliance/contracts/patient-status.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { keyOf, queryClient } from '../../platform/query';
import { RefusalNote } from '../../ui/states';
import { patientStatusWords } from './patient-status.locale';

/** The patient ends the messages, with a second press; the page goes on working. */
export function StopMessages({ token, status }: { readonly token: string; readonly status: PatientStatus }) {
  const t = useWords(patientStatusWords);
  const [sure, setSure] = useState(false);
  const ask = { body: { token } };
  const stop = useCommand(stopPatientMessages, { onDone: (now) => queryClient.setQueryData(keyOf(lookAtPatientStatus, ask), now) });
  const press = () => {
    if (stop.isPending) return;
    if (sure) stop.mutate(ask);
    setSure(!sure);
  };
  return (
    <section className="own-status-part" aria-label={t('messages.title')}>
      <h2>{t('messages.title')}</h2>
      <p role="status">{status.messages === 'stopped' ? t('messages.stopped') : t('messages.on', { phone: status.phone ?? '' })}</p>
      <RefusalNote error={stop.error} />
      {status.messages === 'on' && (
        <button type="button" className="button" aria-disabled={stop.isPending} onClick={press}>
          {t(sure ? 'messages.sure' : 'messages.stop')}
        </button>
      )}
    </section>
  );
}
