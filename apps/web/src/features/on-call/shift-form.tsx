import { addShift, changeShift, type OnCallShift, type Rota } from '@alliance/contracts/on-call.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { useEffect, useState, type FormEvent } from 'react';
import { useCommand } from '../../platform/command';
import { isRefused, problemOf } from '../../platform/refusal';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { TimeField } from '../../ui/date-field';
import { AreaField, SelectField, TextField } from '../../ui/field';
import { useDayTime } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { PersonPicker } from '../../ui/person-picker';
import { daySpan, draftOf, phoneOf, spans, wrongIn, type Draft } from './shift-draft';
import type { Wanted } from './shift-panel';
import { useOnCallWords } from './use-on-call-words';

interface Props {
  readonly id: string;
  readonly wanted: Wanted;
  /** What is on the screen: numbers known from other shifts. */
  readonly rota: Rota;
  readonly onSending: (sending: boolean) => void;
  readonly onDone: () => void;
}

/** Who, where, from when to when; a backup and a note where there is one. */
export function ShiftForm({ id, wanted, rota, onSending, onDone }: Props) {
  const { t, spellPlace, spellSpan } = useOnCallWords();
  const shift = 'shift' in wanted ? wanted.shift : undefined;
  const [draft, setDraft] = useState<Draft>(() => draftOf(wanted));
  const [shown, setShown] = useState(false);
  const places = usePlaces(shift?.department ?? null);
  const wrong = shown ? wrongIn(draft) : {};
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const done = (saved: OnCallShift) => {
    say(t('panel.saved', { place: spellPlace(saved.department), name: saved.person.name, span: spellSpan(saved) }));
    onDone();
  };
  const add = useCommand(addShift, { touches: ['shift'], onDone: done });
  const change = useCommand(changeShift, { touches: ['shift'], onDone: done });
  const command = shift ? change : add;
  const { isPending } = command;
  useEffect(() => onSending(isPending), [isPending, onSending]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setShown(true);
    const [first] = Object.keys(wrongIn(draft));
    if (first) return document.getElementById(`shift-${first}`)?.focus();
    if (isPending || !draft.person) return;
    const body = {
      departmentId: draft.departmentId,
      personId: draft.person.id,
      phone: draft.phone.trim(),
      backupPersonId: draft.backup?.id ?? null,
      backupPhone: draft.backup ? draft.backupPhone.trim() : null,
      from: draft.from,
      to: draft.to,
      handOverNote: draft.note.trim() || null,
    };
    if (shift) change.mutate({ params: { id: shift.id }, body: { version: shift.version, ...body } });
    else add.mutate({ body });
  }
  const field = (name: keyof Draft) => ({ id: `shift-${name}`, error: wrong[name] && t(`panel.${wrong[name]}`) });
  return (
    <form id={id} className="shift-form" noValidate onSubmit={submit}>
      <SelectField
        id="shift-departmentId"
        label={t('place')}
        placeholder={t('place')}
        value={draft.departmentId ?? 'duty_office'}
        options={places.map((place) => ({ value: place?.id ?? 'duty_office', label: spellPlace(place) }))}
        onChange={(value) => set({ departmentId: value === 'duty_office' ? null : value })}
      />
      <PersonPicker
        {...field('person')}
        label={t('panel.person')}
        hint={t('panel.personHint')}
        required
        value={draft.person}
        onChange={(person) => set({ person, ...(person && !draft.phone ? { phone: phoneOf(rota, person.id) } : {}) })}
      />
      <TextField
        {...field('phone')}
        label={t('panel.phone')}
        required
        type="tel"
        inputMode="tel"
        maxLength={30}
        value={draft.phone}
        onChange={(phone) => set({ phone })}
      />
      <TimeField {...field('from')} label={t('panel.from')} required value={draft.from} onChange={(from) => set({ from })} quick={[]} />
      <div className="shift-spans">
        {spans.map((span) => (
          <button key={span} type="button" className="chip" onClick={() => set(daySpan(span, draft.from))}>
            {t(`panel.${span}`)}
          </button>
        ))}
      </div>
      <TimeField {...field('to')} label={t('panel.to')} required value={draft.to} onChange={(to) => set({ to })} quick={[]} />
      <PersonPicker
        {...field('backup')}
        label={t('panel.backup')}
        hint={t('panel.backupHint')}
        value={draft.backup}
        onChange={(backup) => set({ backup, backupPhone: backup ? phoneOf(rota, backup.id) : '' })}
      />
      {draft.backup && (
        <TextField
          {...field('backupPhone')}
          label={t('panel.backupPhone')}
          required
          type="tel"
          inputMode="tel"
          maxLength={30}
          value={draft.backupPhone}
          onChange={(backupPhone) => set({ backupPhone })}
        />
      )}
      <AreaField
        {...field('note')}
        label={t('panel.note')}
        hint={t('panel.noteHint')}
        maxLength={2_000}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
      <Refused error={command.error} name={draft.person?.name ?? ''} places={places} />
    </form>
  );
}

/** Departments that are open, the duty office first; the shift's own even when it was closed meanwhile. */
function usePlaces(own: OnCallShift['department']): OnCallShift['department'][] {
  const institutionId = useAppointment()?.institution.id;
  const { data } = useAnswer(getInstitution, institutionId ? { params: { id: institutionId } } : null);
  const open = (data?.departments ?? []).filter(({ closed }) => !closed);
  return [null, ...open, ...(own && !open.some(({ id }) => id === own.id) ? [own] : [])];
}

/** Somebody who is elsewhere: where and until when, as far as the server could say. */
function Refused(props: { readonly error: unknown; readonly name: string; readonly places: readonly OnCallShift['department'][] }) {
  const { error, name, places } = props;
  const { t, spellPlace } = useOnCallWords();
  const dayTime = useDayTime();
  const facts = problemOf(error)?.facts as { departmentId?: string; until?: string } | undefined;
  if (!isRefused(error, 'shift.person_elsewhere') || !facts?.until) return <RefusalNote error={error} />;
  const place = places.find((each) => each?.id === facts.departmentId) ?? null;
  return (
    <p className="note-bad" role="alert">
      <span aria-hidden="true">✕ </span>
      {t('panel.elsewhere', { name, place: spellPlace(place), until: dayTime(facts.until) })}
    </p>
  );
}
