import { searchPatients } from '@alliance/contracts/patient.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { ChoiceField, TextField } from '../../ui/field';
import { MaskedId, SexAge } from '../../ui/person';
import { RefusalNote } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { useLater } from '../../ui/use-later';
import { isNoAge, type Typed } from './emergency';
import { greenWords } from './green.locale';

interface Props {
  readonly typed: Typed;
  readonly wrong: boolean;
  readonly set: (change: Partial<Typed>) => void;
}

/** Who: somebody unknown in two taps, or a patient this hospital knows. */
export function WhoField({ typed, wrong, set }: Props) {
  const t = useWords(greenWords);
  const ui = useWords(uiWords);
  return (
    <section className="green-part" aria-label={t('who')}>
      <ChoiceField
        label={t('who')}
        value={typed.whoKind}
        options={(['unknown', 'known'] as const).map((value) => ({ value, label: t(value) }))}
        error={wrong ? t('need.who') : undefined}
        onChange={(whoKind) => set({ whoKind })}
      />
      {typed.whoKind === 'unknown' ? (
        <div className="green-two">
          <ChoiceField
            label={t('sex')}
            value={typed.sex}
            options={(['male', 'female'] as const).map((value) => ({ value, label: ui(`sex.${value}`) }))}
            onChange={(sex) => set({ sex })}
          />
          <TextField
            label={t('age')}
            value={typed.age}
            maxLength={4}
            inputMode="numeric"
            error={isNoAge(typed.age) ? t('noAge') : undefined}
            onChange={(age) => set({ age })}
          />
        </div>
      ) : (
        <KnownPatient typed={typed} set={set} />
      )}
    </section>
  );
}

function KnownPatient({ typed: { patient }, set }: Pick<Props, 'typed' | 'set'>) {
  const t = useWords(greenWords);
  const [text, setText] = useState('');
  const query = useLater(text.trim());
  const found = useAnswer(searchPatients, query ? { query: { query } } : null, { keepPrevious: true });
  if (patient)
    return (
      <p className="green-chosen">
        <strong>{patient.name}</strong> <SexAge sex={patient.sex} birthDate={patient.birthDate} />{' '}
        <MaskedId masked={patient.identifierMasked} />
        <button type="button" className="button bare" onClick={() => set({ patient: null })}>
          {t('change')}
        </button>
      </p>
    );
  return (
    <>
      <Combobox
        label={t('find')}
        text={text}
        maxLength={80}
        onText={setText}
        options={query === text.trim() ? found.data?.items : undefined}
        busy={found.isFetching}
        keyOf={({ id }) => id}
        show={(each) => (
          <>
            <strong>{each.name}</strong> <SexAge sex={each.sex} birthDate={each.birthDate} /> <MaskedId masked={each.identifierMasked} />
          </>
        )}
        onChoose={(chosen) => set({ patient: chosen })}
      />
      <RefusalNote error={found.error} />
    </>
  );
}
