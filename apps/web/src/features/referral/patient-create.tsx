import { registerPatient, type PatientView } from '@alliance/contracts/patient.contract';
import { readCitizenId, type Sex } from '@alliance/domain/identity/citizen-id';
import { identifierKinds, type IdentifierKind } from '@alliance/domain/identity/patient';
import { useRef, useState } from 'react';
import { v7 } from 'uuid';
import { serverNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { clockOf, dayOf, useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';
import { formWords } from './form.locale';
import { PatientLine, PatientSearch } from './patient-search';

interface Props {
  /** What was searched for: a name or a number to begin with. */
  readonly from: string;
  readonly onDone: (patient: PatientView) => void;
  readonly onCancel: () => void;
}
const hasNumber = (kind: IdentifierKind) => kind !== 'none_newborn' && kind !== 'unknown_person';

/** Registers a patient: number checked while it is typed, a newborn with the mother, an unknown person with what is known. */
export function PatientCreate({ from, onDone, onCancel }: Props) {
  const t = useWords(formWords);
  const ui = useWords(uiWords);
  const today = useToday();
  const box = useRef<HTMLDivElement>(null);
  const [id] = useState(() => v7());
  const [kind, setKind] = useState<IdentifierKind>('citizen_id');
  const [name, setName] = useState(/\d/.test(from) ? '' : from);
  const [proposed, setProposed] = useState('');
  const [number, setNumber] = useState(/\d/.test(from) ? from : '');
  const [sex, setSex] = useState<Sex | null>(null);
  const [birthDate, setBirthDate] = useState('');
  const [age, setAge] = useState('');
  const [phone, setPhone] = useState('');
  const [mother, setMother] = useState<PatientView | null>(null);
  const [tried, setTried] = useState(false);
  const register = useCommand(registerPatient, {
    onDone: (patient) => {
      say(t('patient.saved', { name: patient.name }));
      onDone(patient);
    },
  });

  const typed = number.replace(/[\s-]/g, '').toUpperCase();
  const read = kind === 'citizen_id' ? readCitizenId(typed, today) : undefined;
  const sexKnown = read?.sex ?? sex;
  const chooseKind = (next: IdentifierKind) => {
    setKind(next);
    // several unknown people of one night are told apart by the minute they came
    const proposal = next === 'unknown_person' ? `${t('patient.unknownName')} ${dayOf(serverNow()).slice(5)} ${clockOf(serverNow())}` : '';
    if (!name || name === proposed) setName(proposal);
    setProposed(proposal);
    if (next === 'none_newborn' && !birthDate) setBirthDate(today);
  };
  const fill = (field: string) => t('patient.fill', { field });
  const wrong = {
    name: name.trim() ? undefined : fill(t('patient.name')),
    number: !hasNumber(kind)
      ? undefined
      : !typed
        ? fill(t('patient.identifier'))
        : kind === 'citizen_id' && !read
          ? t('patient.idBad')
          : undefined,
    sex: sexKnown ? undefined : fill(t('patient.sex')),
    birthDate: kind === 'none_newborn' && !birthDate ? fill(t('patient.birthDate')) : undefined,
  };

  function save() {
    setTried(true);
    // a date that was refused is in no value: only its field knows
    if (Object.values(wrong).some(Boolean) || !sexKnown || box.current?.querySelector('[aria-invalid=true]')) {
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
      return;
    }
    register.mutate({
      body: {
        id,
        name: kind === 'unknown_person' && age.trim() ? `${name.trim()} ~${age.trim()}` : name.trim(),
        sex: sexKnown,
        identifierKind: kind,
        identifier: hasNumber(kind) ? typed : null,
        birthDate: read?.birthDate ?? (birthDate || null),
        phone: phone.trim() || null,
        motherId: kind === 'none_newborn' ? (mother?.id ?? null) : null,
      },
    });
  }
  const idHint =
    !typed || kind !== 'citizen_id'
      ? undefined
      : read
        ? t('patient.idGood', { sex: ui(`sex.${read.sex}`), birthDate: read.birthDate })
        : typed.length < 18
          ? t('patient.idShort', { count: typed.length })
          : undefined;
  const idError = tried ? wrong.number : typed.length >= 18 && kind === 'citizen_id' && !read ? t('patient.idBad') : undefined;
  return (
    <div ref={box} className="patient-create">
      <SelectField
        label={t('patient.kind')}
        value={kind}
        onChange={chooseKind}
        placeholder={t('patient.kind')}
        options={identifierKinds.map((value) => ({ value, label: t(`patient.kinds.${value}`) }))}
      />
      {hasNumber(kind) && (
        <TextField
          label={t('patient.identifier')}
          required
          value={number}
          maxLength={40}
          under={
            idHint && (
              <span className={read ? 'id-good' : ''}>
                {read ? '✓ ' : ''}
                {idHint}
              </span>
            )
          }
          error={idError}
          onChange={setNumber}
        />
      )}
      {kind === 'none_newborn' &&
        (mother ? (
          <div className="chosen-patient">
            {t('patient.mother')} <PatientLine patient={mother} />
            <button type="button" className="button bare" onClick={() => setMother(null)}>
              {t('patient.change')}
            </button>
          </div>
        ) : (
          <PatientSearch
            label={t('patient.mother')}
            hint={t('patient.motherHint')}
            onChoose={(chosen) => {
              setMother(chosen);
              if (!name) setName(t('patient.newbornName', { name: chosen.name }));
            }}
          />
        ))}
      <TextField label={t('patient.name')} required value={name} maxLength={80} error={tried ? wrong.name : undefined} onChange={setName} />
      {!read && (
        <ChoiceField
          label={t('patient.sex')}
          required
          value={sex}
          onChange={setSex}
          error={tried ? wrong.sex : undefined}
          options={(['male', 'female', 'unknown'] as const).map((value) => ({ value, label: ui(`sex.${value}`) }))}
        />
      )}
      {kind === 'unknown_person' && (
        <TextField label={t('patient.ageGuess')} inputMode="numeric" value={age} maxLength={3} onChange={setAge} />
      )}
      {!read && kind !== 'unknown_person' && (
        <DateField
          label={t('patient.birthDate')}
          max={today}
          required={kind === 'none_newborn'}
          value={birthDate}
          error={tried ? wrong.birthDate : undefined}
          onChange={setBirthDate}
        />
      )}
      <TextField label={t('patient.phone')} type="tel" inputMode="tel" value={phone} maxLength={30} onChange={setPhone} />
      <RefusalNote error={register.error} />
      <div className="patient-create-foot">
        <button type="button" className="button bare" onClick={onCancel}>
          {t('patient.cancel')}
        </button>
        <button type="button" className="button primary" aria-disabled={register.isPending} onClick={() => !register.isPending && save()}>
          {register.isPending ? t('patient.savingPatient') : t('patient.save')}
        </button>
      </div>
    </div>
  );
}
