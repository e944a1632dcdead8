import { registerPatient, type PatientView } from '@alliance/contracts/patient.contract';
import { readCitizenId, type Sex } from '@alliance/domain/identity/citizen-id';
import { hasNumber, identifierKinds, type IdentifierKind } from '@alliance/domain/identity/patient';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { DateField } from '../date-field';
import { ChoiceField, SelectField, TextField } from '../field';
import { useToday } from '../moment';
import { uiWords } from '../ui.locale';
import type { Registering } from './patient-create';
import { isPhone } from './patient-check';
import { patientWords } from './patient.locale';
import { SimilarPatients } from './similar-patients';

const papers = identifierKinds.filter(hasNumber);

interface Values {
  readonly kind: IdentifierKind;
  readonly number: string;
  readonly name: string;
  readonly sex: Sex | null;
  readonly birthDate: string;
  readonly phone: string;
}
type Paper = Registering & ReturnType<typeof useValues> & { readonly tried: boolean };

/** What is typed, and what the number says of it. */
function useValues(from: string) {
  const today = useToday();
  const numeric = /\d/.test(from);
  const [values, setValues] = useState<Values>({
    ...{ kind: 'citizen_id', number: numeric ? from : '', name: numeric ? '' : from, sex: null, birthDate: '', phone: '' },
  });
  const number = values.number.replace(/[\s-]/g, '').toUpperCase();
  const read = values.kind === 'citizen_id' ? readCitizenId(number, today) : undefined;
  return { values, set: (change: Partial<Values>) => setValues((now) => ({ ...now, ...change })), number, read, today };
}

/** A patient with a document; the number is checked while it is typed, and says sex and day of birth. */
export function usePaper(from: string, onDone: (patient: PatientView) => void): Paper {
  const typed = useValues(from);
  const [tried, setTried] = useState(false);
  const register = useCommand(registerPatient, { touches: ['patient'], onDone });
  const { values, number, read } = typed;
  const sex = read?.sex ?? values.sex;
  const complete = Boolean(values.name.trim() && number && sex && isPhone(values.phone) && (values.kind !== 'citizen_id' || read));
  return {
    ...typed,
    ...{ tried, pending: register.isPending, error: register.error },
    tryIt: () => {
      setTried(true);
      return complete;
    },
    send: () =>
      register.mutate({
        body: {
          ...{ name: values.name.trim(), sex: sex ?? 'unknown', identifierKind: values.kind, identifier: number },
          ...{ birthDate: read?.birthDate ?? (values.birthDate || null), phone: values.phone.trim() || null },
        },
      }),
  };
}

export function PaperFields({ of, onChoose }: { readonly of: Paper; readonly onChoose: (patient: PatientView) => void }) {
  const t = useWords(patientWords);
  const ui = useWords(uiWords);
  const { values, set, number, read, tried, today } = of;
  const fill = (field: string) => t('fill', { field });
  const citizen = values.kind === 'citizen_id';
  const bad = citizen && number.length >= 18 && !read;
  const birthDate = read?.birthDate ?? values.birthDate;
  const described =
    values.name.trim().length > 1
      ? { name: values.name.trim(), sex: read?.sex ?? values.sex ?? ('unknown' as const), ...(birthDate ? { birthDate } : {}) }
      : null;
  const hint = read
    ? t('idGood', { sex: ui(`sex.${read.sex}`), birthDate: read.birthDate })
    : citizen && number && number.length < 18
      ? t('idShort', { count: number.length })
      : undefined;
  const wrongNumber = bad ? t('idBad') : tried && !number ? fill(t('identifier')) : tried && citizen && !read ? t('idBad') : undefined;
  return (
    <>
      <SelectField
        label={t('kind')}
        value={values.kind}
        onChange={(kind) => set({ kind })}
        placeholder={t('kind')}
        options={papers.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <TextField
        label={t('identifier')}
        required
        value={values.number}
        maxLength={40}
        under={
          hint && (
            <span className={read ? 'id-good' : ''}>
              {read ? '✓ ' : ''}
              {hint}
            </span>
          )
        }
        error={wrongNumber}
        onChange={(next) => set({ number: next })}
      />
      <TextField
        label={t('name')}
        required
        value={values.name}
        maxLength={80}
        error={tried && !values.name.trim() ? fill(t('name')) : undefined}
        onChange={(name) => set({ name })}
      />
      {!read && (
        <>
          <ChoiceField
            label={t('sex')}
            required
            value={values.sex}
            onChange={(sex) => set({ sex })}
            error={tried && !values.sex ? fill(t('sex')) : undefined}
            options={(['male', 'female', 'unknown'] as const).map((value) => ({ value, label: ui(`sex.${value}`) }))}
          />
          <DateField label={t('birthDate')} max={today} value={values.birthDate} onChange={(next) => set({ birthDate: next })} />
        </>
      )}
      <TextField
        label={t('phone')}
        hint={t('phoneHint')}
        type="tel"
        inputMode="tel"
        value={values.phone}
        maxLength={30}
        error={tried && !isPhone(values.phone) ? t('wrong.phone') : undefined}
        onChange={(phone) => set({ phone })}
      />
      <SimilarPatients described={described} onChoose={onChoose} />
    </>
  );
}
