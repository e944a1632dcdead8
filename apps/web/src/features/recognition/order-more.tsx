import { searchDiagnoses } from '@alliance/contracts/diagnosis.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { DateField } from '../../ui/date-field';
import { TextField } from '../../ui/field';
import { useToday } from '../../ui/moment';
import { useLater } from '../../ui/use-later';
import type { OrderDraft } from './order-draft';
import { orderWords } from './order.locale';

interface Props {
  readonly draft: OrderDraft;
  readonly set: (change: Partial<OrderDraft>) => void;
  /** Of the temperature. */
  readonly error?: string | undefined;
}

/** Circumstances that are seldom there, folded until they are. */
export function OrderMore({ draft, set, error }: Props) {
  const t = useWords(orderWords);
  const today = useToday();
  const told = draft.pregnant || draft.temperature || draft.transfusedOn || draft.exposedOn || draft.diagnoses.length > 0;
  return (
    <details open={Boolean(told || error)} className="recognition-more">
      <summary>{t('more')}</summary>
      <div className="recognition-more-fields">
        <Diagnoses draft={draft} set={set} />
        <label className={draft.pregnant ? 'choice on' : 'choice'}>
          <input type="checkbox" checked={draft.pregnant} onChange={({ target }) => set({ pregnant: target.checked })} />
          <span>{t('pregnant')}</span>
        </label>
        <TextField
          label={t('temperature')}
          inputMode="numeric"
          maxLength={5}
          value={draft.temperature}
          error={error}
          onChange={(temperature) => set({ temperature })}
        />
        <DateField label={t('transfusedOn')} max={today} value={draft.transfusedOn} onChange={(transfusedOn) => set({ transfusedOn })} />
        <DateField label={t('exposedOn')} max={today} value={draft.exposedOn} onChange={(exposedOn) => set({ exposedOn })} />
      </div>
    </details>
  );
}

function Diagnoses({ draft: { diagnoses }, set }: Props) {
  const t = useWords(orderWords);
  const [text, setText] = useState('');
  const query = useLater(text.trim());
  const found = useAnswer(searchDiagnoses, query ? { query: { query: query.slice(0, 60) } } : null, {
    staleTime: 600_000,
    keepPrevious: true,
  });
  return (
    <div>
      <Combobox
        label={t('diagnosis')}
        hint={t('diagnosisHint')}
        maxLength={60}
        text={text}
        onText={setText}
        options={query === text.trim() ? found.data?.items.filter(({ code }) => !diagnoses.some((one) => one.code === code)) : undefined}
        busy={found.isFetching}
        keyOf={({ code }) => code}
        show={({ code, name }) => (
          <>
            <span className="figures soft">{code}</span> {name}
          </>
        )}
        onChoose={({ code, name }) => {
          set({ diagnoses: [...diagnoses, { code, name }] });
          setText('');
        }}
      />
      <ul className="recognition-chosen-list">
        {diagnoses.map(({ code, name }) => (
          <li key={code} className="chip">
            <span className="figures">{code}</span> {name}
            <button
              type="button"
              className="recognition-remove"
              aria-label={t('remove', { name })}
              onClick={() => set({ diagnoses: diagnoses.filter((one) => one.code !== code) })}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
