import type { PatientView } from '@alliance/contracts/patient.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useWords } from '../../platform/i18n';
import { AreaField, TextField } from '../../ui/field';
import { PatientLine, PatientSearch } from '../../ui/patient/patient-search';
import { consultationFormWords } from './consultation-form.locale';
import { PatientOf } from './consultation-marks';
import type { Part } from './form.types';

interface Props extends Part {
  /** As chosen here; null while the draft's own is shown. */
  readonly patient: PatientView | null;
  readonly known: ConsultationView['patient'];
  readonly onPatient: (patient: PatientView | null) => void;
}

/** Whom it is about and what is asked. */
export function FormWhy({ fields, wrong, onChange, patient, known, onPatient }: Props) {
  const t = useWords(consultationFormWords);
  const teaching = fields.kind === 'teaching';
  return (
    <>
      {!teaching &&
        (fields.patientId && (patient || known) ? (
          <div className="consultation-chosen" id="field-patient" tabIndex={-1}>
            {patient ? <PatientLine patient={patient} /> : known && <PatientOf patient={known} />}
            <button type="button" className="button bare" onClick={() => onPatient(null)}>
              {t('patientChange')}
            </button>
          </div>
        ) : (
          <PatientSearch id="field-patient" label={t('patientFind')} error={wrong('patient')} onChoose={onPatient} />
        ))}
      <TextField
        id="field-reason"
        label={t('field.reason')}
        required
        hint={teaching ? t('hint.teaching') : t('hint.reason')}
        maxLength={500}
        value={fields.reason ?? ''}
        error={wrong('reason')}
        onChange={(reason) => onChange({ reason })}
      />
      <AreaField
        id="field-aim"
        label={t('field.aim')}
        hint={t('hint.aim')}
        maxLength={500}
        rows={2}
        value={fields.aim ?? ''}
        error={wrong('aim')}
        onChange={(aim) => onChange({ aim })}
      />
      <AreaField
        id="field-summary"
        label={t('field.summary')}
        hint={t('hint.summary')}
        maxLength={6000}
        rows={7}
        value={fields.summary ?? ''}
        error={wrong('summary')}
        onChange={(summary) => onChange({ summary })}
      />
      <TextField
        id="field-diagnosis"
        label={t('field.diagnosis')}
        maxLength={300}
        value={fields.diagnosisText ?? ''}
        onChange={(diagnosisText) => onChange({ diagnosisText })}
      />
    </>
  );
}
