import { treatmentSubjectCodes, treatmentSubjects, type TreatmentSubject } from '@alliance/domain/administration/department';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { Combobox } from '../../ui/combobox';
import { administrationWords } from './administration.locale';

interface Props {
  readonly id: string;
  readonly value: readonly TreatmentSubject[];
  readonly onChange: (value: readonly TreatmentSubject[]) => void;
  readonly error: string | undefined;
}
/** 诊疗科目 by code and name: found by either, kept in the order of the catalogue. */
export function SubjectsField({ id, value, onChange, error }: Props) {
  const t = useWords(administrationWords);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim();
  const options = treatmentSubjectCodes.filter(
    (code) => !value.includes(code) && (!wanted || code.startsWith(wanted) || treatmentSubjects[code].includes(wanted)),
  );
  const set = (next: readonly TreatmentSubject[]) => onChange(next.toSorted());
  return (
    <div className="subjects">
      <Combobox
        id={id}
        label={t('department.subjects')}
        hint={t('department.subjectsHint')}
        error={error}
        placeholder={t('department.subjectFind')}
        text={typed}
        onText={setTyped}
        options={options}
        always
        keyOf={(code) => code}
        show={(code) => (
          <>
            <span className="figures">{code}</span> {treatmentSubjects[code]}
          </>
        )}
        onChoose={(code) => {
          setTyped('');
          set([...value, code]);
        }}
      />
      {value.length > 0 && (
        <ul className="subject-chips">
          {value.map((code) => (
            <li key={code}>
              <button
                type="button"
                className="chip"
                aria-label={t('department.subjectRemove', { name: `${code} ${treatmentSubjects[code]}` })}
                onClick={() => set(value.filter((each) => each !== code))}
              >
                <span className="figures">{code}</span> {treatmentSubjects[code]} <span aria-hidden="true">✕</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
