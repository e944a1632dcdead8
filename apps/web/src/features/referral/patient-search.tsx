import { searchPatients, type PatientView } from '@alliance/contracts/patient.contract';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { MaskedId, SexAge } from '../../ui/person';
import { RefusalNote } from '../../ui/states';
import { useLater } from '../../ui/use-later';
import { formWords } from './form.locale';

export function PatientLine({ patient }: { readonly patient: PatientView }) {
  return (
    <span className="patient-line">
      <strong>{patient.name}</strong>
      <SexAge sex={patient.sex} birthDate={patient.birthDate} />
      <MaskedId masked={patient.identifierMasked} />
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
}) {
  const t = useWords(formWords);
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
        placeholder={t('patient.placeholder')}
        maxLength={80}
        text={text}
        onText={setText}
        options={query === text.trim() ? found.data?.items : undefined}
        busy={found.isFetching}
        keyOf={({ id }) => id}
        show={(patient) => <PatientLine patient={patient} />}
        onChoose={props.onChoose}
        foot={props.create?.(text.trim())}
      />
      <RefusalNote error={found.error} />
    </>
  );
}
