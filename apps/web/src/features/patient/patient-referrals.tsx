import type { PatientDetail } from '@alliance/contracts/patient-record.contract';
import { finalStates } from '@alliance/domain/referral/referral.machine';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { UrgencyMark } from '../../ui/urgency-mark';
import { patientPageWords } from './patient.locale';

type State = PatientDetail['referrals'][number]['state'];
const standing = (state: State) =>
  state === 'draft' || state === 'voided' ? state : (finalStates as readonly State[]).includes(state) ? 'ended' : 'open';

/** Referrals of the patient, open ones first, those of joined rows too, under the name each was sent with. */
export function PatientReferrals({ referrals }: Pick<PatientDetail, 'referrals'>) {
  const t = useWords(patientPageWords);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('referrals')}</h2>
      </header>
      {referrals.length ? (
        <ul className="patient-rows">
          {referrals.map(({ id, number, state, urgency, side, counterpart, sentAs }) => (
            <li key={id}>
              <Link to="/referrals/$id" params={{ id }}>
                {urgency && <UrgencyMark urgency={urgency} />} <span className="figures">{number}</span>
                <span>{t(`side.${side}`, { name: counterpart ?? '—' })}</span>
                <span className="tag">{t(standing(state))}</span>
                {sentAs && <span className="faint">{t('sentAs', { name: sentAs })}</span>}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft card-body">{t('noReferrals')}</p>
      )}
    </section>
  );
}
