import type { PatientView } from '@alliance/contracts/patient.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { PatientCreate, type Who } from '../../ui/patient/patient-create';
import { PatientLine, PatientSearch } from '../../ui/patient/patient-search';
import { formWords } from './form.locale';

interface Props {
  readonly patient: PatientView | null;
  readonly error: string | undefined;
  readonly onChoose: (patient: PatientView | null) => void;
}

/** Find, or register inline; then a card of the chosen one. Whoever cannot be named is one tap away. */
export function PatientPicker({ patient, error, onChoose }: Props) {
  const t = useWords(formWords);
  const [creating, setCreating] = useState<{ readonly from: string; readonly who: Who }>();
  if (patient)
    return (
      <div className="chosen-patient" id="field-patientId" tabIndex={-1}>
        <PatientLine patient={patient} />
        <button type="button" className="button bare" onClick={() => onChoose(null)}>
          {t('patient.change')}
        </button>
      </div>
    );
  if (creating) return <PatientCreate {...creating} onDone={onChoose} onCancel={() => setCreating(undefined)} />;
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
            onClick={() => setCreating({ from: text, who: 'paper' })}
          >
            + {t('patient.create', { text })}
          </button>
        )}
      />
      <div className="patient-find-new">
        <button type="button" className="button" onClick={() => setCreating({ from: '', who: 'paper' })}>
          + {t('patient.createAny')}
        </button>
        <button type="button" className="button" onClick={() => setCreating({ from: '', who: 'unknown' })}>
          + {t('patient.unknown')}
        </button>
        <button type="button" className="button" onClick={() => setCreating({ from: '', who: 'newborn' })}>
          + {t('patient.newborn')}
        </button>
      </div>
    </div>
  );
}
