import { searchPatients, type PatientFound, type PatientView } from '@alliance/contracts/patient.contract';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../combobox';
import { MaskedId, SexAge } from '../person';
import { RefusalNote } from '../states';
import { useLater } from '../use-later';
import { patientWords } from './patient.locale';
import './patient.css';

/** Name, sex, age and what of the number may be shown; the other names of the same person behind it. */
export function PatientLine({
  patient,
  aliases = [],
}: {
  readonly patient: PatientView;
  readonly aliases?: PatientFound['aliases'] | undefined;
}) {
  const t = useWords(patientWords);
  return (
    <span className="patient-line">
      <strong>{patient.name}</strong>
      <SexAge sex={patient.sex} birthDate={patient.birthDate} estimatedBirthYear={patient.estimatedBirthYear} />
      <MaskedId masked={patient.identifierMasked} />
      {aliases.length > 0 && <span className="faint">{t('alias', { name: aliases.map(({ name }) => name).join('、') })}</span>}
    </span>
  );
}

/** By name, pinyin initials or the whole number. */
export function PatientSearch(props: {
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly onChoose: (patient: PatientView) => void;
  readonly create?: (text: string) => ReactNode;
  /** Nobody is joined to oneself. */
  readonly without?: string;
}) {
  const t = useWords(patientWords);
  const [text, setText] = useState('');
  const query = useLater(text.trim());
  const found = useAnswer(searchPatients, query ? { query: { query } } : null, { keepPrevious: true });
  return (
    <>
      <Combobox
        {...(props.id ? { id: props.id } : {})}
        label={props.label}
        {...(props.hint ? { hint: props.hint } : {})}
        error={props.error}
        placeholder={t('placeholder')}
        maxLength={80}
        text={text}
        onText={setText}
        options={query === text.trim() ? found.data?.items.filter(({ id }) => id !== props.without) : undefined}
        busy={found.isFetching}
        keyOf={({ id }) => id}
        show={(patient) => <PatientLine patient={patient} aliases={patient.aliases} />}
        onChoose={props.onChoose}
        foot={props.create?.(text.trim())}
      />
      <RefusalNote error={found.error} />
    </>
  );
}
