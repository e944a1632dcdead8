import { getPatient } from '@alliance/contracts/patient-record.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { When } from '../../ui/moment-view';
import { PatientLine } from '../../ui/patient/patient-search';
import { identifiedWords } from './patient-identified.locale';

/** Who an unknown person turned out to be, as far as this hospital knows; the referral keeps the name it was sent under. */
export function PatientIdentified({ referral }: { readonly referral: Pick<ReferralView, 'sender' | 'receiver' | 'patient'> }) {
  const t = useWords(identifiedWords);
  const own = useAppointment()?.institution.id;
  const { sender, receiver, patient } = referral;
  // whoever only reads along, a reviewer or a hospital that had the case before, has no such patient
  const known = patient && (own === sender.id || own === receiver?.id);
  const { data } = useAnswer(getPatient, known ? { params: { id: patient.id } } : null);
  if (!data) return null;
  const { keptUnder, actions } = data;
  if (keptUnder)
    return (
      <span className="patient-identified" role="status">
        <span aria-hidden="true">✓ </span>
        {t('identified')} <PatientLine patient={keptUnder} />
        <span className="faint">
          {t('registered', { name: data.name })} <When at={keptUnder.at} />
        </span>
      </span>
    );
  return actions.includes('identify') ? (
    <Link to="/patients" search={{ patient: data.id, identify: true }} className="link">
      {t('identify')}
    </Link>
  ) : null;
}
