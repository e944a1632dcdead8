import { registerPatient, type PatientView } from '@alliance/contracts/patient.contract';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { AreaField, ChoiceField, Field } from '../field';
import { uiWords } from '../ui.locale';
import { isAge } from './patient-check';
import type { Registering } from './patient-create';
import { patientWords } from './patient.locale';
import { SimilarPatients } from './similar-patients';

/** Ages one guesses at a glance. */
const glances = { child: 8, young: 25, middle: 45, old: 70 } as const;

interface Values {
  readonly sex: Sex | null;
  readonly age: string;
  readonly marks: string;
}
type Unknown = Registering & {
  readonly values: Values;
  readonly set: (change: Partial<Values>) => void;
  readonly tried: boolean;
};

/** Somebody nobody can name: sex and a guessed age are enough, the hospital gives the name. */
export function useUnknown(onDone: (patient: PatientView) => void): Unknown {
  const [id] = useState(() => v7());
  const [values, setValues] = useState<Values>({ sex: null, age: '', marks: '' });
  const [tried, setTried] = useState(false);
  const register = useCommand(registerPatient, { touches: ['patient'], onDone });
  const { sex, age, marks } = values;
  return {
    ...{ values, tried, pending: register.isPending, error: register.error },
    set: (change) => setValues((now) => ({ ...now, ...change })),
    tryIt: () => {
      setTried(true);
      return sex !== null && isAge(age);
    },
    send: () =>
      register.mutate({
        body: {
          ...{ id, sex: sex ?? 'unknown', identifierKind: 'unknown_person' },
          ...{ estimatedAge: age.trim() ? Number(age) : null, marks: marks.trim() || null },
        },
      }),
  };
}

export function UnknownFields({ of, onChoose }: { readonly of: Unknown; readonly onChoose: (patient: PatientView) => void }) {
  const t = useWords(patientWords);
  const ui = useWords(uiWords);
  const { values, set, tried } = of;
  const { sex, age } = values;
  const described = sex
    ? { sex, identifierKind: 'unknown_person' as const, ...(age.trim() && isAge(age) ? { estimatedAge: Number(age) } : {}) }
    : null;
  return (
    <>
      <p className="soft whole">{t('willBeNamed')}</p>
      <ChoiceField
        label={t('sex')}
        required
        value={sex}
        onChange={(next) => set({ sex: next })}
        error={tried && !sex ? t('fill', { field: t('sex') }) : undefined}
        options={(['male', 'female', 'unknown'] as const).map((value) => ({ value, label: ui(`sex.${value}`) }))}
      />
      <Field label={t('age')} error={isAge(age) ? undefined : t('wrong.age')}>
        {(control) => (
          <div className="patient-quick">
            <input
              {...control}
              className="control figures"
              inputMode="numeric"
              autoComplete="off"
              maxLength={3}
              value={age}
              onChange={(event) => set({ age: event.target.value })}
            />
            {(['child', 'young', 'middle', 'old'] as const).map((glance) => (
              <button
                key={glance}
                type="button"
                className="chip"
                aria-pressed={age === String(glances[glance])}
                onClick={() => set({ age: String(glances[glance]) })}
              >
                {t(`ages.${glance}`)} {glances[glance]}
              </button>
            ))}
          </div>
        )}
      </Field>
      <div className="whole">
        <AreaField
          label={t('marks')}
          hint={t('marksHint')}
          rows={2}
          maxLength={500}
          value={values.marks}
          onChange={(marks) => set({ marks })}
        />
      </div>
      <SimilarPatients described={described} onChoose={onChoose} />
    </>
  );
}
