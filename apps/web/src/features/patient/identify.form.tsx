import { identifyPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { identificationBases, type IdentificationBasis } from '@alliance/domain/identity/identification';
import { doubtsOf } from '@alliance/domain/identity/merge.decide';
import { readCitizenId, type Sex } from '@alliance/domain/identity/citizen-id';
import { maskIdentifier } from '@alliance/domain/identity/patient';
import { useNavigate } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { patientWords } from '../../ui/patient/patient.locale';
import { say } from '../../ui/said';
import { uiWords } from '../../ui/ui.locale';
import { useForm } from '../../ui/use-form';
import { Doubts } from './doubts';
import { mergeWords } from './merge.locale';

const papers = ['citizen_id', 'passport', 'residence_permit', 'other'] as const;
interface Values {
  readonly kind: (typeof papers)[number];
  readonly number: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly basis: IdentificationBasis | null;
}

/** Says who an unknown person is. What contradicts the first description is shown, and what will happen is said, before it is sent. */
export function IdentifyForm({ of, onDone }: { readonly of: PatientDetail; readonly onDone: () => void }) {
  const t = useWords(mergeWords);
  const p = useWords(patientWords);
  const ui = useWords(uiWords);
  const today = useToday();
  const navigate = useNavigate();
  const command = useCommand(identifyPatient, { touches: ['patient', 'referral'] });
  const readOf = ({ kind, number }: Values) => (kind === 'citizen_id' ? readCitizenId(number.replace(/[\s-]/g, ''), today) : undefined);
  const form = useForm<Values>({
    latest: { kind: 'citizen_id', number: '', name: '', sex: of.sex, birthDate: '', basis: null },
    check: (values) => ({
      number: !values.number.trim()
        ? p('fill', { field: p('identifier') })
        : values.kind === 'citizen_id' && !readOf(values)
          ? p('idBad')
          : undefined,
      name: values.name.trim() ? undefined : p('fill', { field: p('name') }),
      basis: values.basis ? undefined : p('fill', { field: t('basisOf') }),
    }),
    error: command.error,
    refusedAt: { 'patient.identifier_invalid': 'number', 'patient.identifier_conflict': 'number', 'patient.name_differs': 'name' },
  });
  const read = readOf(form.values);
  const { kind, number, name, sex, birthDate } = form.values;
  const typed = { name, identifierKind: kind, identifierMasked: maskIdentifier(number), estimatedBirthYear: null };
  const doubts = doubtsOf(of, { ...typed, sex: read?.sex ?? sex, birthDate: read?.birthDate ?? (birthDate || null) }, today);
  const submit = ({ basis, ...values }: Values) =>
    basis &&
    command.mutate(
      {
        params: { id: of.id },
        body: {
          ...{ identifierKind: values.kind, identifier: values.number.trim(), name: values.name.trim(), basis },
          ...{ sex: read?.sex ?? values.sex, birthDate: read?.birthDate ?? (values.birthDate || null) },
        },
      },
      {
        onSuccess: (known) => {
          say(t('identified', { was: of.name, name: known.name }));
          onDone();
          void navigate({ to: '/patients', search: { patient: known.id } });
        },
      },
    );
  return (
    <Form of={form} label={t('identify')} command={command} submit={t('identify')} onCancel={onDone} onSubmit={submit}>
      <SelectField
        label={p('kind')}
        placeholder={p('kind')}
        {...form.bind('kind')}
        options={papers.map((value) => ({ value, label: p(`kinds.${value}`) }))}
      />
      <TextField
        label={p('identifier')}
        required
        maxLength={40}
        {...form.bind('number')}
        under={read && <span className="id-good">✓ {p('idGood', { sex: ui(`sex.${read.sex}`), birthDate: read.birthDate })}</span>}
      />
      <TextField label={p('name')} required maxLength={80} {...form.bind('name')} />
      {!read && (
        <div className="form-row">
          <ChoiceField
            label={p('sex')}
            {...form.bind('sex')}
            options={(['male', 'female', 'unknown'] as const).map((value) => ({ value, label: ui(`sex.${value}`) }))}
          />
          <DateField label={p('birthDate')} max={today} {...form.bind('birthDate')} />
        </div>
      )}
      <ChoiceField
        label={t('basisOf')}
        required
        {...form.bind('basis')}
        options={identificationBases.map((value) => ({ value, label: t(`basis.${value}`) }))}
      />
      <Doubts doubts={doubts} />
      <div className="note-warn">
        <strong>{t('will')}</strong>
        <ul className="bullets">
          <li>{t('willName', { was: of.name })}</li>
          {of.referrals.length > 0 && <li>{t('willTell')}</li>}
          <li>{t('willUndo')}</li>
        </ul>
      </div>
    </Form>
  );
}
