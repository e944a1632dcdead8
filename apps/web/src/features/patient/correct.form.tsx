import { correctPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import { estimatedAgeOn } from '@alliance/domain/identity/age';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { DateField } from '../../ui/date-field';
import { AreaField, ChoiceField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { isAge, isPhone } from '../../ui/patient/patient-check';
import { patientWords } from '../../ui/patient/patient.locale';
import { say } from '../../ui/said';
import { uiWords } from '../../ui/ui.locale';
import { useForm } from '../../ui/use-form';

interface Values {
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly age: string;
  readonly phone: string;
  readonly marks: string;
}

/** Slips in what this hospital wrote down. What a citizen number says is not written by hand. */
export function CorrectForm({ of, onDone }: { readonly of: PatientDetail; readonly onDone: () => void }) {
  const p = useWords(patientWords);
  const ui = useWords(uiWords);
  const today = useToday();
  const command = useCommand(correctPatient, { touches: ['patient'], onRefused: () => void touch('patient') });
  const settled = of.identifierKind === 'citizen_id';
  const age = of.birthDate || of.estimatedBirthYear === null ? '' : String(estimatedAgeOn(of.estimatedBirthYear, today));
  const labels = { name: p('name'), sex: p('sex'), birthDate: p('birthDate'), age: p('age'), phone: p('phone'), marks: p('marks') };
  const form = useForm<Values>({
    latest: { name: of.name, sex: of.sex, birthDate: of.birthDate ?? '', age, phone: of.phone ?? '', marks: of.marks ?? '' },
    check: (values) => ({
      name: values.name.trim() ? undefined : p('fill', { field: labels.name }),
      age: isAge(values.age) ? undefined : p('wrong.age'),
      phone: isPhone(values.phone) ? undefined : p('wrong.phone'),
    }),
    error: command.error,
  });
  const submit = (values: Values) =>
    command.mutate(
      {
        params: { id: of.id },
        body: {
          ...{ version: of.relationVersion, name: values.name.trim(), sex: values.sex, birthDate: values.birthDate || null },
          ...{
            estimatedAge: values.age.trim() ? Number(values.age) : null,
            phone: values.phone.trim() || null,
            marks: values.marks.trim() || null,
          },
        },
      },
      {
        onSuccess: ({ name }) => {
          say(p('saved', { name }));
          onDone();
        },
      },
    );
  return (
    <Form
      of={form}
      label={p('name')}
      command={command}
      labels={labels}
      spell={(name, value) => (name === 'sex' ? ui(`sex.${value as Sex}`) : String(value))}
      onCancel={onDone}
      onSubmit={submit}
    >
      <TextField label={labels.name} required maxLength={80} {...form.bind('name')} />
      {!settled && (
        <div className="form-row">
          <ChoiceField
            label={labels.sex}
            {...form.bind('sex')}
            options={(['male', 'female', 'unknown'] as const).map((value) => ({ value, label: ui(`sex.${value}`) }))}
          />
          <DateField label={labels.birthDate} max={today} {...form.bind('birthDate')} />
        </div>
      )}
      {of.identifierKind === 'unknown_person' && <TextField label={labels.age} inputMode="numeric" maxLength={3} {...form.bind('age')} />}
      <TextField label={labels.phone} hint={p('phoneHint')} type="tel" inputMode="tel" maxLength={30} {...form.bind('phone')} />
      <AreaField label={labels.marks} hint={p('marksHint')} rows={3} maxLength={500} {...form.bind('marks')} />
    </Form>
  );
}
