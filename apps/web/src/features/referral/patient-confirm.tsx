import type { PatientView } from '@alliance/contracts/patient.contract';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { SexAge } from '../../ui/person';
import { referralWords } from './referral.locale';

/** Full name, sex, age and the last four: what two people compare before a patient is taken over. */
export function PatientConfirm({ patient, children }: { readonly patient: PatientView | null; readonly children: ReactNode }) {
  const t = useWords(referralWords);
  return (
    <p className="patient-confirm">
      {patient && (
        <>
          <strong>{patient.name}</strong>
          <SexAge sex={patient.sex} birthDate={patient.birthDate} estimatedBirthYear={patient.estimatedBirthYear} />
          {patient.identifierLast4 && <span className="figures">{t('lastFour', { digits: patient.identifierLast4 })}</span>}
        </>
      )}
      <span className="soft">{children}</span>
    </p>
  );
}
