import { registerNewborn, type PatientView } from '@alliance/contracts/patient.contract';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import { newbornName } from '@alliance/domain/identity/given-name';
import { checkBirth } from '@alliance/domain/identity/newborn';
import { useState } from 'react';
import { v7 } from 'uuid';
import { serverNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { TimeField } from '../date-field';
import { ChoiceField, TextField } from '../field';
import { uiWords } from '../ui.locale';
import { isWhole } from './patient-check';
import type { Registering } from './patient-create';
import { PatientLine, PatientSearch } from './patient-search';
import { patientWords } from './patient.locale';

const orders = ['single', 'first', 'second'] as const;
type Order = (typeof orders)[number];
const nth: Readonly<Record<Order, number | null>> = { single: null, first: 1, second: 2 };

interface Values {
  readonly mother: PatientView | null;
  readonly sex: Sex | null;
  readonly bornAt: string;
  readonly weeks: string;
  readonly days: string;
  readonly weight: string;
  readonly order: Order;
}
type Newborn = Registering & {
  readonly values: Values;
  readonly set: (change: Partial<Values>) => void;
  readonly tried: boolean;
  readonly right: Readonly<Record<'bornAt' | 'gestation' | 'weight', boolean>>;
};

function isBirth(bornAt: string): boolean {
  try {
    checkBirth({ bornAt: new Date(bornAt) }, new Date(serverNow()));
  } catch {
    return false;
  }
  return bornAt !== '';
}

/** A child just born, named after its mother until it has a name. */
export function useNewborn(mother: PatientView | null, onDone: (patient: PatientView) => void): Newborn {
  const [id] = useState(() => v7());
  const [values, setValues] = useState<Values>({ mother, sex: null, bornAt: '', weeks: '', days: '', weight: '', order: 'single' });
  const [tried, setTried] = useState(false);
  const register = useCommand(registerNewborn, { touches: ['patient'], onDone });
  const { sex, bornAt, weeks, days, weight, order } = values;
  const right = {
    bornAt: isBirth(bornAt),
    gestation: isWhole(weeks, 15, 46) && isWhole(days, 0, 6) && (days.trim() === '' || weeks.trim() !== ''),
    weight: isWhole(weight, 200, 9000),
  };
  return {
    ...{ values, tried, right, pending: register.isPending, error: register.error },
    set: (change) => setValues((now) => ({ ...now, ...change })),
    tryIt: () => {
      setTried(true);
      return values.mother !== null && sex !== null && Object.values(right).every(Boolean);
    },
    send: () =>
      register.mutate({
        params: { id: values.mother?.id ?? '' },
        body: {
          ...{ id, sex: sex ?? 'unknown', bornAt, order: nth[order] },
          gestation: weeks.trim() ? { weeks: Number(weeks), days: Number(days) } : null,
          weightGrams: weight.trim() ? Number(weight) : null,
        },
      }),
  };
}

export function NewbornFields({ of }: { readonly of: Newborn }) {
  const t = useWords(patientWords);
  const ui = useWords(uiWords);
  const { values, set, tried, right } = of;
  const { mother, sex, weeks, days } = values;
  const fill = (field: string) => (tried ? t('fill', { field }) : undefined);
  return (
    <>
      <div className="whole">
        {mother ? (
          <div className="chosen-patient">
            {t('mother')} <PatientLine patient={mother} />
            <button type="button" className="button bare" onClick={() => set({ mother: null })}>
              {t('change')}
            </button>
          </div>
        ) : (
          <PatientSearch
            label={t('mother')}
            hint={t('motherHint')}
            error={fill(t('mother'))}
            onChoose={(chosen) => set({ mother: chosen })}
          />
        )}
      </div>
      <ChoiceField
        label={t('sex')}
        required
        value={sex}
        onChange={(next) => set({ sex: next })}
        error={sex ? undefined : fill(t('sex'))}
        options={(['male', 'female', 'unknown'] as const).map((value) => ({ value, label: ui(`sex.${value}`) }))}
      />
      <TimeField
        label={t('bornAt')}
        required
        value={values.bornAt}
        onChange={(bornAt) => set({ bornAt })}
        error={tried && !right.bornAt ? t('wrong.bornAt') : undefined}
        quick={[
          { label: t('justNow'), at: (now) => now },
          { label: t('hourAgo'), at: (now) => now - 3_600_000 },
        ]}
      />
      <TextField
        label={t('weeks')}
        inputMode="numeric"
        maxLength={2}
        value={weeks}
        error={right.gestation ? undefined : t('wrong.weeks')}
        onChange={(next) => set({ weeks: next })}
      />
      <TextField label={t('days')} inputMode="numeric" maxLength={1} value={days} onChange={(next) => set({ days: next })} />
      <TextField
        label={t('weight')}
        inputMode="numeric"
        maxLength={4}
        value={values.weight}
        error={tried && !right.weight ? t('wrong.weight') : undefined}
        onChange={(weight) => set({ weight })}
      />
      <ChoiceField
        label={t('order')}
        value={values.order}
        onChange={(order) => set({ order })}
        options={orders.map((value) => ({ value, label: t(`orders.${value}`) }))}
      />
      {mother && sex && (
        <p className="soft whole" role="status">
          {t('willBeCalled', { name: newbornName(mother.name, sex, nth[values.order]) })}
        </p>
      )}
    </>
  );
}
