import { recordCall } from '@alliance/contracts/consultation-action.contract';
import { useState } from 'react';
import { serverNow, useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { DateInput } from '../../ui/date-field';
import { AreaField, Field, SelectField, TextField } from '../../ui/field';
import { fromLocalField, toLocalField } from '../../ui/moment';
import { useStep } from './consultation.data';
import { PanelForm, type PanelProps } from './panel-form';
import { useExperts } from './panel-seats';
import { panelWords } from './panel.locale';

const sixHours = 6 * 3_600_000;

/** Advice by telephone, written down by whoever heard it and read back. */
export function CallPanel({ consultation: { id, version, parties }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const seats = parties.filter(({ side, state }) => side === 'invited' && (state === 'invited' || state === 'accepted'));
  const [partyId, setPartyId] = useState(seats.length === 1 ? (seats[0]?.id ?? null) : null);
  const [personId, setPersonId] = useState<string | null>(null);
  const [phone, setPhone] = useState('');
  const [at, setAt] = useState(() => new Date(Math.floor(serverNow() / 60_000) * 60_000).toISOString());
  const [text, setText] = useState('');
  const [readBack, setReadBack] = useState(false);
  const [tried, setTried] = useState(false);
  const now = useNow(60_000);
  const command = useStep(recordCall, onDone);
  const seat = seats.find(({ id: one }) => one === partyId);
  // a hospital was asked, and whoever took the call is named here
  const unnamed = seat !== undefined && seat.person === null;
  const experts = useExperts(unnamed ? seat.institution.id : null);
  const whole = partyId && (personId || !unnamed) && phone.trim() && at && text.trim();
  const submit = () => {
    setTried(true);
    if (whole && readBack)
      command.mutate({
        params: { id },
        body: { version, partyId, personId: unnamed ? personId : null, phone: phone.trim(), advisedAt: at, text: text.trim(), readBack },
      });
  };
  const wrong = (empty: boolean) => (tried && empty ? t('needsAll') : undefined);
  return (
    <PanelForm step="recordCall" command={command} onSubmit={submit}>
      <SelectField
        label={t('call.adviser')}
        required
        placeholder={t('choose')}
        value={partyId}
        error={wrong(!partyId)}
        options={seats.map((seat) => ({ value: seat.id, label: [seat.person?.name, seat.institution.name].filter(Boolean).join(' · ') }))}
        onChange={(next) => {
          setPartyId(next);
          setPersonId(null);
        }}
      />
      {unnamed && (
        <SelectField
          label={t('call.expert')}
          required
          placeholder={t('choose')}
          value={personId}
          error={wrong(!personId)}
          options={experts}
          onChange={setPersonId}
        />
      )}
      <TextField
        label={t('call.phone')}
        required
        type="tel"
        inputMode="tel"
        maxLength={40}
        value={phone}
        error={wrong(!phone.trim())}
        onChange={setPhone}
      />
      <Field label={t('call.advisedAt')} required error={wrong(!at)}>
        {(control) => (
          <DateInput
            {...control}
            withTime
            value={at ? toLocalField(Date.parse(at)) : ''}
            onChange={(local) => setAt(fromLocalField(local) ?? '')}
          />
        )}
      </Field>
      {at && now - Date.parse(at) > sixHours && <p className="note-warn">▲ {t('call.late')}</p>}
      <AreaField label={t('call.text')} required rows={5} maxLength={6000} value={text} error={wrong(!text.trim())} onChange={setText} />
      <label className="choice">
        <input type="checkbox" checked={readBack} onChange={({ target }) => setReadBack(target.checked)} />
        <span>{t('call.readBack')}</span>
      </label>
      {tried && !readBack && <p className="field-error">✕ {t('call.needsReadBack')}</p>}
    </PanelForm>
  );
}
