import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../../platform/i18n';
import { Fact } from '../../../ui/fact';
import { When } from '../../../ui/moment-view';
import { offerWords } from './offer.locale';
import './offer.css';

/** What comes along with a patient who is offered back: the first thing the doctor below reads. */
export function PlanView({ referral: { plan } }: { readonly referral: ReferralView }) {
  const t = useWords(offerWords);
  if (!plan) return null;
  return (
    <section className="detail-part plan-view">
      <h2>
        {t('planTitle')}{' '}
        <span className="faint">
          {t('planBy', { by: plan.writtenBy })} · <When at={plan.writtenAt} />
        </span>
      </h2>
      <dl className="facts">
        <Fact label={t('step.warnings')}>
          <ul>
            {plan.warningSigns.map(({ id, sign, action }) => (
              <li key={id}>
                {sign} → <strong>{t(`actionOf.${action}`)}</strong>
              </li>
            ))}
          </ul>
        </Fact>
        <Fact label={t('step.medicines')}>
          {plan.medicines.length ? (
            <ul>
              {plan.medicines.map((medicine, at) => (
                <li key={at}>
                  <strong>{medicine.name}</strong> {medicine.strength} {medicine.dose} {t(`routeOf.${medicine.route}`)} {medicine.frequency}{' '}
                  · {t('daysTaken', { days: medicine.daysSupplied })}
                  <br />
                  <span className="faint">
                    {t(`availability.${medicine.availability}`, { listed: '—' })}
                    {medicine.bridging && ` · ${t(`bridgingOf.${medicine.bridging}`)}`}
                  </span>
                </li>
              ))}
            </ul>
          ) : (
            t('noneTaken')
          )}
        </Fact>
        <Fact label={t('step.plan')}>
          <ul>
            {plan.rehabilitation.map(({ kind, text, frequency }, at) => (
              <li key={at}>
                <strong>{t(`rehabilitation.${kind}`)}</strong> {text} {frequency && <span className="faint">{frequency}</span>}
              </li>
            ))}
          </ul>
        </Fact>
        {plan.nextVisitOn && (
          <Fact label={t('nextVisit')}>
            <span className="figures">{plan.nextVisitOn}</span>
          </Fact>
        )}
      </dl>
    </section>
  );
}
