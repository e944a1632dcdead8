import { recordCall } from '@alliance/contracts/consultation-action.contract';
import type { Expert } from '@alliance/contracts/expert.contract';
import { useState } from 'react';
import { serverNow, useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { DateInput } from '../../ui/date-field';
import { AreaField, Field, SelectField, TextField } from '../../ui/field';
import { fromLocalField, toLocalField } from '../../ui/moment';
import { useStep } from './consultation.data';
import { ExpertSearch } from './expert-search';
import { PanelForm, type PanelProps } from './panel-form';
import { useExperts } from './panel-seats';
import { panelWords } from './panel.locale';

const sixHours = 6 * 3_600_000;
/** Whoever answered was asked on the spot and had no seat. */
const somebodyElse = 'somebody else';

/** Advice by telephone, written down by whoever heard it and read back. */
export function CallPanel({ consultation: { id, version, parties }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const seats = parties.filter(({ side, state }) => side === 'invited' && (state === 'invited' || state === 'accepted'));
  const [partyId, setPartyId] = useState(seats.length === 1 ? (seats[0]?.id ?? null) : seats.length === 0 ? somebodyElse : null);
  const [personId, setPersonId] = useState<string | null>(null);
  const [stranger, setStranger] = useState<Expert>();
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
  const other = partyId === somebodyElse;
  const adviser = other ? stranger : seat && (personId || !unnamed);
  const whole = adviser && phone.trim() && at && text.trim();
  const submit = () => {
    setTried(true);
    const who =
      other && stranger
        ? { partyId: null, personId: stranger.personId, institutionId: stranger.institution.id }
        : { partyId, personId: unnamed ? personId : null };
    if (whole && readBack)
      command.mutate({
        params: { id },
        body: { version, ...who, phone: phone.trim(), advisedAt: at, text: text.trim(), readBack },
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
        options={[
          ...seats.map((one) => ({ value: one.id, label: [one.person?.name, one.institution.name].filter(Boolean).join(' · ') })),
          { value: somebodyElse, label: t('call.somebodyElse') },
        ]}
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
      {other &&
        (stranger ? (
          <div className="consultation-chosen">
            <strong>{stranger.name}</strong> {stranger.institution.name}
            <button type="button" className="button bare" onClick={() => setStranger(undefined)}>
              {t('call.change')}
            </button>
          </div>
        ) : (
          <ExpertSearch label={t('call.find')} ask={{}} error={wrong(true)} onChoose={setStranger} />
        ))}
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
