import type { ConsultationCall } from '@alliance/contracts/consultation.schema';
import { useWords } from '../../platform/i18n';
import { absolute } from '../../ui/moment';
import { serverNow } from '../../platform/clock';
import { consultationDetailWords } from './consultation-detail.locale';

/** Advice by telephone: who, when, what, read back, and whether whoever advised has signed. */
export function CallsCard({ calls }: { readonly calls: readonly ConsultationCall[] }) {
  const t = useWords(consultationDetailWords);
  if (!calls.length) return null;
  const spell = (at: string) => absolute(at, serverNow());
  return (
    <section className="card consultation-part" aria-label={t('call.title')}>
      <h2>{t('call.title')}</h2>
      {calls.map((call) => (
        <article key={call.id} className="consultation-opinion">
          <p>
            <strong>{t('call.by', { adviser: call.adviser.name, institution: call.institution.name, phone: call.phone })}</strong>
          </p>
          <p className="faint figures">
            {t('call.advised', { time: spell(call.advisedAt) })} ·{' '}
            {t('call.entered', { name: call.enteredBy, time: spell(call.enteredAt) })}
          </p>
          <p className="prose">{call.text}</p>
          <p className="consultation-line">
            {call.readBack && <span className="consultation-signed">{t('call.readBack')}</span>}
            {call.late && <span className="consultation-late">{t('call.late')}</span>}
            <span className={call.signedAt ? 'consultation-signed' : 'consultation-late'}>
              {call.signedAt ? t('call.signed', { time: spell(call.signedAt) }) : t('call.unsigned')}
            </span>
          </p>
        </article>
      ))}
    </section>
  );
}
