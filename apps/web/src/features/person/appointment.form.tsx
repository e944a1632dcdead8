import { appoint, changeAppointment, type Appointment, type PersonDetail } from '@alliance/contracts/person.contract';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { roleWords } from '../../platform/role.locale';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import {
  appointmentBody,
  AppointmentFields,
  appointmentRefusals,
  newAppointment,
  useAppointmentCheck,
  valuesOf,
  type AppointmentValues,
} from './appointment-fields';
import { useDepartments } from './person.data';
import { personWords } from './person.locale';

interface Props {
  readonly person: PersonDetail;
  /** The one that is changed; a further one where there is none. */
  readonly of: Appointment | null;
  readonly onDone: () => void;
}
const again = { touches: ['person'], onRefused: () => void touch('person') } as const;

export function AppointmentForm({ person, of, onDone }: Props) {
  const t = useWords(personWords);
  const roles = useWords(roleWords);
  const text = useText();
  const today = useToday();
  const departments = useDepartments();
  const check = useAppointmentCheck();
  const add = useCommand(appoint, again);
  const change = useCommand(changeAppointment, again);
  const command = of ? change : add;
  const latest: AppointmentValues = of ? valuesOf(of) : newAppointment(today);
  const form = useForm({ latest, check, error: command.error, refusedAt: appointmentRefusals });
  const done = (word: 'appointment.added' | 'appointment.changed') => ({
    onSuccess: () => {
      say(t(word, { name: person.name }));
      onDone();
    },
  });
  const submit = (values: AppointmentValues) => {
    const body = { version: person.version, ...appointmentBody(values) };
    if (of) change.mutate({ params: { id: person.id, appointmentId: of.id }, body }, done('appointment.changed'));
    else add.mutate({ params: { id: person.id }, body }, done('appointment.added'));
  };
  const spell = (name: keyof AppointmentValues, value: unknown): string =>
    name === 'role'
      ? roles(value as NonNullable<AppointmentValues['role']>)
      : name === 'departmentId'
        ? text(departments.find(({ id }) => id === value)?.name) || t('appointment.noDepartment')
        : String(value);
  return (
    <Form
      of={form}
      label={t(of ? 'appointment.change' : 'appointment.add')}
      command={command}
      spell={spell}
      labels={{
        role: t('appointment.role'),
        departmentId: t('appointment.department'),
        title: t('appointment.title'),
        practiceScope: t('appointment.scope'),
        independentSince: t('appointment.since'),
        from: t('appointment.from'),
        to: t('appointment.to'),
      }}
      onCancel={onDone}
      onSubmit={submit}
    >
      <AppointmentFields form={form} />
    </Form>
  );
}
