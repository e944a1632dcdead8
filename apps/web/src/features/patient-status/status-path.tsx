import type { PatientStage } from '@alliance/domain/patient-status/patient-status';
import { useWords } from '../../platform/i18n';
import { patientStatusWords } from './patient-status.locale';

const steps = ['sent', 'accepted', 'arrived', 'in_care', 'ended'] as const;
const stepOf: Readonly<Record<PatientStage, (typeof steps)[number]>> = {
  ...{ sent: 'sent', information_needed: 'sent', discussing: 'sent', with_your_doctor: 'sent', contact_hospital: 'sent' },
  ...{ accepted: 'accepted', missed: 'accepted', on_the_way: 'accepted', arrived: 'arrived', in_care: 'in_care' },
  ...{ home_arranged: 'in_care', home_on_the_way: 'in_care', home_arrived: 'in_care' },
  ...{ treatment_over: 'ended', ended: 'ended', not_carried_out: 'ended' },
};

/** Five steps, the same for everybody; the mark and a word say where it is, not the colour alone. */
export function StatusPath({ stage }: { readonly stage: PatientStage }) {
  const t = useWords(patientStatusWords);
  const at = steps.indexOf(stepOf[stage]);
  return (
    <section className="own-status-part" aria-label={t('path.title')}>
      <h2>{t('path.title')}</h2>
      <ol className="own-status-path">
        {steps.map((step, n) => (
          <li key={step} className={n === at ? 'here' : n < at ? 'done' : 'later'} aria-current={n === at ? 'step' : undefined}>
            <span aria-hidden="true">{n === at ? '●' : n < at ? '✓' : '○'}</span> {t(`path.${step}`)}
            {n <= at && <span className="faint"> {t(n === at ? 'here' : 'done')}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
