import type { PatientView } from '@alliance/contracts/patient.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { formWords } from './form.locale';
import { PatientCreate } from './patient-create';
import { PatientLine, PatientSearch } from './patient-search';

interface Props {
  readonly patient: PatientView | null;
  readonly error: string | undefined;
  readonly onChoose: (patient: PatientView | null) => void;
}

/** Find, or register inline; then a card of the chosen one. */
export function PatientPicker({ patient, error, onChoose }: Props) {
  const t = useWords(formWords);
  const [creating, setCreating] = useState<string>();
  if (patient)
    return (
      <div className="chosen-patient" id="field-patientId" tabIndex={-1}>
        <PatientLine patient={patient} />
        <button type="button" className="button bare" onClick={() => onChoose(null)}>
          {t('patient.change')}
        </button>
      </div>
    );
  if (creating !== undefined) return <PatientCreate from={creating} onDone={onChoose} onCancel={() => setCreating(undefined)} />;
  return (
    <div className="patient-find">
      <PatientSearch
        id="field-patientId"
        label={t('patient.find')}
        error={error}
        onChoose={onChoose}
        create={(text) => (
          <button
            type="button"
            className="button bare combobox-create"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => setCreating(text)}
          >
            + {t('patient.create', { text })}
          </button>
        )}
      />
      <button type="button" className="button" onClick={() => setCreating('')}>
        + {t('patient.createAny')}
      </button>
    </div>
  );
}
